"""All rows of the database, kept and put back: those that the migrations left, or those of the sample newsroom.

What a test committed is undone by putting back what was there. That takes milliseconds. Django's flush
empties every table and makes all permissions and groups anew.
"""

import sqlite3
from contextlib import closing

from django.db import connection

# What is put back after a test that commits: the snapshot that was taken or restored last.
_in_force = None


class Snapshot:
    """The rows of all tables at one moment, under a name that no other snapshot has."""

    def __init__(self, name):
        self.name = name

    def take(self):
        """Keep the rows that are in the database now."""
        global _in_force
        _VENDORS[connection.vendor][0](self)
        _in_force = self

    def restore(self):
        """Put back the kept rows.

        Every test that commits puts them back at its end too, until another snapshot is taken or restored.
        """
        global _in_force
        _VENDORS[connection.vendor][1](self)
        _in_force = self

    def write(self, path):
        """Write the kept rows to a SQLite file at `path` too."""
        with closing(sqlite3.connect(path)) as file:
            self.rows.backup(file)

    def read(self, path):
        """Read the rows that `write` wrote to `path`, in the place of those that `take` keeps."""
        self.rows = sqlite3.connect(":memory:", check_same_thread=False)
        with closing(sqlite3.connect(path)) as file:
            file.backup(self.rows)


def put_back(*args):
    """Undo what was committed since the last snapshot was taken or restored."""
    _in_force.restore()


def _take_on_sqlite(snapshot):
    connection.ensure_connection()
    snapshot.rows = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(snapshot.rows)


def _restore_on_sqlite(snapshot):
    connection.ensure_connection()
    snapshot.rows.backup(connection.connection)


def _take_on_postgresql(snapshot):
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE SCHEMA "{snapshot.name}"')
        snapshot.tables = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT EXISTS (SELECT FROM "{table}")')
            if cursor.fetchone()[0]:
                cursor.execute(f'CREATE TABLE "{snapshot.name}"."{table}" AS TABLE "{table}"')
                snapshot.tables.append(table)


def _restore_on_postgresql(snapshot):
    """Put back the rows by DELETE, as a replica does.

    TRUNCATE would give every table new files. A replica checks no foreign key and fires no trigger.
    """
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        cursor.execute(
            "SET session_replication_role = replica;"
            + "".join(f'DELETE FROM "{table}";' for table in tables)
            + "".join(f'INSERT INTO "{table}" TABLE "{snapshot.name}"."{table}";' for table in snapshot.tables)
            + "SET session_replication_role = DEFAULT;"
        )


_VENDORS = {
    "sqlite": (_take_on_sqlite, _restore_on_sqlite),
    "postgresql": (_take_on_postgresql, _restore_on_postgresql),
}
# What the migrations left.
PRISTINE = Snapshot("pristine")
