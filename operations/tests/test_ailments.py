"""Which errors mean that the database cannot do its work just now, and which are faults of ours."""

import sqlite3

import psycopg
import pytest
from django.db import Error, InterfaceError, InternalError, OperationalError, ProgrammingError
from django.db.transaction import TransactionManagementError

from operations.outages.ailment import Ailment, ailment_of

AWAY, READ_ONLY, BUSY, FULL = Ailment.AWAY, Ailment.READ_ONLY, Ailment.BUSY, Ailment.FULL


def of_postgresql(sqlstate, kind=OperationalError):
    return _raised(kind, psycopg.errors.lookup(sqlstate)("secret words"))


def of_sqlite(name, kind=OperationalError):
    cause = getattr(sqlite3, kind.__name__)("secret words")
    cause.sqlite_errorname = name
    return _raised(kind, cause)


def _raised(kind, cause):
    try:
        raise kind(*cause.args) from cause
    except Error as error:
        return error


@pytest.mark.parametrize(
    ("error", "ailment"),
    [
        (_raised(OperationalError, psycopg.OperationalError("connection failed")), AWAY),
        (_raised(InterfaceError, psycopg.InterfaceError("the connection is closed")), AWAY),
        (_raised(InterfaceError, psycopg.InterfaceError("the cursor is closed")), None),
        (of_postgresql("08006"), AWAY),
        (of_postgresql("57P01"), AWAY),
        (of_postgresql("57P03"), AWAY),
        (of_postgresql("53300"), AWAY),
        (of_postgresql("25006", InternalError), READ_ONLY),
        (of_postgresql("40P01"), BUSY),
        (of_postgresql("40001"), BUSY),
        (of_postgresql("55P03"), BUSY),
        (of_postgresql("57014"), BUSY),
        (of_postgresql("53100"), FULL),
        (of_postgresql("42P01", ProgrammingError), None),
        (of_postgresql("25P02", InternalError), None),
        (of_sqlite("SQLITE_CANTOPEN"), AWAY),
        (of_sqlite("SQLITE_IOERR_READ"), AWAY),
        (of_sqlite("SQLITE_READONLY_DBMOVED"), READ_ONLY),
        (of_sqlite("SQLITE_BUSY_SNAPSHOT"), BUSY),
        (of_sqlite("SQLITE_FULL"), FULL),
        (of_sqlite("SQLITE_ERROR"), None),  # no such table
        (of_sqlite("SQLITE_CONSTRAINT_UNIQUE"), None),
        (OperationalError("said by our own code"), None),
        (ValueError(), None),
        (None, None),
    ],
    ids=str,
)
def test_an_error_is_known_by_what_the_database_calls_it(error, ailment):
    assert ailment_of(error) is ailment


def broke_while_handling(first, then):
    """Raise `then` while `first` is handled; return it as it was caught."""
    try:
        try:
            raise first
        except Error:
            raise then  # noqa: B904
    except type(then) as error:
        return error


def test_what_breaks_because_of_it_is_the_same_ailment():
    closed = _raised(InterfaceError, sqlite3.InterfaceError("closed"))
    assert ailment_of(closed) is None
    assert ailment_of(broke_while_handling(of_postgresql("57P03"), InterfaceError("closed"))) is AWAY
    broken = TransactionManagementError()
    broken.__cause__ = of_postgresql("40P01")
    assert ailment_of(broken) is BUSY


def test_a_fault_of_ours_that_arises_while_it_is_handled_stays_one():
    assert ailment_of(broke_while_handling(of_postgresql("57P01"), KeyError("key"))) is None
