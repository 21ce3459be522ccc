"""Reports at the end of a run what each walk has visited, because a walk that finds nothing passes as well."""

from functools import partial

import pytest

WALKED = "jinlin/walked"


@pytest.fixture
def walked(record_property):
    """Return a function that reports what was walked, in a sentence: `walked("1,522 requests, 229 routes")`."""
    return partial(record_property, WALKED)


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Clerk())


class Clerk:
    def __init__(self):
        self.lines = []

    def pytest_runtest_logreport(self, report):
        if report.when == "call":
            test = report.nodeid.rpartition("/")[2]
            self.lines += [f"{test}: {told}" for name, told in report.user_properties if name == WALKED]

    def pytest_terminal_summary(self, terminalreporter):
        if self.lines:
            terminalreporter.section("walked")
            terminalreporter.write_line("\n".join(sorted(self.lines)))
