"""What a connection knows of its database, and how long it waits for one that is away."""

import os
import sqlite3
import time
from types import SimpleNamespace

import pytest
from django.db import OperationalError

from transactions.postgresql import base as postgresql
from transactions.sqlite3 import base as sqlite


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "jinlin.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE words (word)")
    connection.close()
    return path


@pytest.fixture
def closed(monkeypatch):
    """Return a function that takes the right to write from paths. (The superuser's is taken by no mode of a file.)"""
    paths, asked = set(), os.access
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) not in paths and asked(path, mode))
    return lambda *more: paths.update(map(str, more))


def opened(file):
    settings = {"ENGINE": "transactions.sqlite3", "NAME": file, "OPTIONS": {}, "TEST": {}, "TIME_ZONE": None}
    return sqlite.DatabaseWrapper({**settings, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True})


def test_a_file_of_sqlite_is_read_only_where_it_or_its_folder_is(file, closed):
    assert not opened(file).is_read_only()
    closed(file)
    assert opened(file).is_read_only()


def test_so_it_is_where_a_journal_was_left_that_cannot_be_written(file, closed):
    journal = file.with_name(f"{file.name}-wal")
    closed(journal)
    assert not opened(file).is_read_only()
    journal.write_bytes(b"")
    assert opened(file).is_read_only()


def test_a_file_in_a_folder_that_takes_nothing_is_read_as_it_lies(file, closed, django_db_blocker):
    closed(file.parent)
    connection = opened(file)
    assert connection.is_read_only()
    assert connection.get_connection_params()["database"] == f"file:{file}?immutable=1"
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        assert cursor.execute("SELECT * FROM words").fetchall() == []
        with pytest.raises(OperationalError, match="readonly"):
            cursor.execute("INSERT INTO words VALUES ('甲')")
    connection.close()


def test_a_journal_that_was_left_is_not_passed_over(file, closed):
    closed(file.parent)
    file.with_name(f"{file.name}-wal").write_bytes(b"")
    assert opened(file).get_connection_params()["database"] == file


def test_a_database_that_is_locked_at_the_first_question_still_knows_json(file, django_db_blocker):
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    connection = opened(file)
    connection.settings_dict["OPTIONS"] = {"timeout": 0, "transaction_mode": "IMMEDIATE"}
    with django_db_blocker.unblock():
        assert connection.features.supports_json_field
    connection.close()
    other.close()


@pytest.mark.parametrize("name", ["in_hot_standby", "default_transaction_read_only"])
@pytest.mark.parametrize("value", [b"on", b"off", None])
def test_postgresql_reports_that_it_is_read_only(name, value):
    connection = postgresql.DatabaseWrapper({})
    assert not connection.is_read_only()
    reported = {name.encode(): value}
    connection.connection = SimpleNamespace(pgconn=SimpleNamespace(parameter_status=reported.get))
    assert connection.is_read_only() == (value == b"on")


def test_a_server_that_gave_no_connection_is_not_asked_again_for_a_moment(monkeypatch):
    asked = []

    def fail(connection, params):
        asked.append(params)
        raise connection.Database.OperationalError("connection refused")

    monkeypatch.setattr(postgresql.base.DatabaseWrapper, "get_new_connection", fail)
    monkeypatch.setattr(postgresql.DatabaseWrapper, "_failed", None)
    now = time.monotonic()
    for seconds, times in [(0, 1), (0.5, 1), (0.9, 1), (1.1, 2), (1.5, 2)]:
        monkeypatch.setattr(postgresql.time, "monotonic", lambda passed=seconds: now + passed)
        connection = postgresql.DatabaseWrapper({})
        with pytest.raises(connection.Database.OperationalError, match="refused"):
            connection.get_new_connection({})
        assert len(asked) == times
    monkeypatch.setattr(postgresql.base.DatabaseWrapper, "get_new_connection", lambda connection, params: "open")
    monkeypatch.setattr(postgresql.time, "monotonic", lambda: now + 9)
    assert postgresql.DatabaseWrapper({}).get_new_connection({}) == "open"
