"""The files that take longest begin first, so that all cores end together; durations.json says how long each takes."""

import json
from collections import Counter
from pathlib import Path

import pytest

DURATIONS = Path(__file__).with_name("durations.json")
UNKNOWN = 5  # seconds; a file that was never measured may take long


def file_of(nodeid):
    return nodeid.partition("::")[0]


def pytest_addoption(parser):
    parser.addoption("--write-durations", action="store_true", help="Keep how long each file took, for the next runs.")


def pytest_configure(config):
    if config.getoption("write_durations") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Clerk())


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    seconds = json.loads(DURATIONS.read_text())

    def place(item):
        file = file_of(item.nodeid)
        return -seconds.get(file, UNKNOWN), file

    items.sort(key=place)


class Clerk:
    """Adds up what the tests of each file took, fixtures included."""

    def __init__(self):
        self.seconds = Counter()

    def pytest_runtest_logreport(self, report):
        self.seconds[file_of(report.nodeid)] += report.duration

    def pytest_sessionfinish(self):
        kept = {file: round(seconds, 1) for file, seconds in self.seconds.most_common()}
        DURATIONS.write_text(json.dumps(kept, indent=1) + "\n")
