"""A database that takes no writes, for tests with transactions of their own."""

from contextlib import contextmanager

from django.db import connection

from operations.outages import refused_writes


@contextmanager
def read_only_database():
    """Let the database refuse every write within, as one does that is read-only."""
    is_sqlite = connection.vendor == "sqlite"
    on, off = ("ON", "OFF") if is_sqlite else ("on", "off")
    setting = "PRAGMA query_only" if is_sqlite else "SET default_transaction_read_only"
    _run(f"{setting} = {on}")
    try:
        yield
    finally:
        _run(f"{setting} = {off}")
        refused_writes.forget()


def _run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
