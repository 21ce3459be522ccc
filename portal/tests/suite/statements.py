"""Keeps in pytest's cache which statements each test sends to SQLite. They decide what runs on PostgreSQL.

Two statements are alike if they differ in numbers alone, or in how many values are in a list.
"""

import re
from functools import cache
from zlib import crc32

import pytest
from django.db import connection

KEPT = "jinlin/statements"
# What Django sends around every test; at its end the constraints are checked.
OF_THE_FRAME = ("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE", "ROLLBACK")
SENT = pytest.StashKey[set]()
_NUMBERS = re.compile(r"\d+")
_VALUES = re.compile(r"%s(?:, %s)+")
_ROWS = re.compile(r"(\([^()]*\))(?:, \1)+")


@cache
def shape(statement):
    """Return a short mark that is the same for all statements that are alike."""
    alike = _ROWS.sub(r"\1", _VALUES.sub("%s", _NUMBERS.sub("0", statement)))
    return format(crc32(alike.encode()), "x")


def pytest_configure(config):
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Clerk(config))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    sent = item.stash[SENT] = set()

    def note(execute, sql, params, many, context):
        if not sql.startswith(OF_THE_FRAME):
            sent.add(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item):
    try:
        return (yield)
    finally:
        if connection.vendor == "sqlite":
            item.user_properties.append((KEPT, sorted(map(shape, item.stash[SENT]))))


class Clerk:
    """Writes down what the tests sent and how long they took, and keeps what is known of tests that did not run."""

    def __init__(self, config):
        self.cache, self.seconds, self.seen, self.passed = config.cache, {}, {}, set()

    def pytest_runtest_logreport(self, report):
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration
        if report.when == "call" and report.passed:
            self.passed.add(report.nodeid)
        sent = dict(report.user_properties).get(KEPT)
        if report.nodeid in self.passed and sent is not None:
            self.seen[report.nodeid] = {"seconds": round(self.seconds[report.nodeid], 3), "statements": sent}

    def pytest_sessionfinish(self):
        if self.seen:
            self.cache.set(KEPT, {**self.cache.get(KEPT, {}), **self.seen})
