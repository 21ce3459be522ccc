"""Fails the run if a test asks for a database and sends it nothing, because what it asks for costs time.

If a test has several cases, it is enough that one of them sends something.
"""

import pytest
from django.db import connection

from .choice import asks_a_database
from .statements import SENT

IDLE = "jinlin/idle"


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Clerk(config))


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_runtest_teardown(item):
    try:
        return (yield)
    finally:
        # A browser test sends its queries from threads of the server. The paper is printed for the test that reads it
        # first.
        watched = not item.get_closest_marker("browser") and "printed" not in item.fixturenames
        if watched and asks_a_database(item) and connection.vendor == "sqlite":
            item.user_properties.append((IDLE, not item.stash[SENT]))


class Clerk:
    """Gathers which tests sent nothing in any of their cases."""

    def __init__(self, config):
        some = config.option.keyword or config.option.short or any("::" in argument for argument in config.args)
        self.whole, self.idle, self.passed = not some, {}, set()

    def pytest_runtest_logreport(self, report):
        if report.when == "call" and report.passed:
            self.passed.add(report.nodeid)
        idle = dict(report.user_properties).get(IDLE)
        if report.nodeid in self.passed and idle is not None:
            test = report.nodeid.partition("[")[0]
            self.idle[test] = self.idle.get(test, True) and idle

    def pytest_sessionfinish(self, session):
        self.idle = sorted(test for test, idle in self.idle.items() if idle)
        if self.idle and self.whole and session.exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter):
        if self.idle and self.whole:
            terminalreporter.section("tests that ask for a database and send it nothing")
            terminalreporter.write_line("\n".join(self.idle))
