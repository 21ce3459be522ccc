"""SQLite: its own online backup, into memory. No copy of the database ever lies on the disk in plain text.

That takes memory for up to four times the database. Whose SQLite outgrows it has outgrown SQLite.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from .. import streams
from ..backup_faults import BackupFault
from .tables import WITHOUT_ROWS, digest_of, quoted

PATIENCE = 20  # seconds to wait for others to let the database go


class SQLite:
    """The SQLite of Django's `connection`."""

    vendor = "sqlite"

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    @property
    def version(self) -> str:
        return sqlite3.sqlite_version

    @contextmanager
    def snapshot(self) -> Iterator["SnapshotOfSQLite"]:
        """Give the database as it is now."""
        self.connection.ensure_connection()
        with _in_memory() as memory:
            self.connection.connection.backup(memory, progress=_give_up_at(time.monotonic() + PATIENCE))
            present = set(_tables(memory))
            for table in present.intersection(WITHOUT_ROWS):
                memory.execute(f"DELETE FROM {quoted(table)}")
            memory.execute("VACUUM")  # what was deleted in the database is not in the backup either
            yield SnapshotOfSQLite(memory)

    def is_empty(self) -> bool:
        self.connection.ensure_connection()
        return not _tables(self.connection.connection)

    def tables(self, salt: bytes) -> dict[str, list]:
        with self.snapshot() as snapshot:
            return snapshot.tables(salt)

    def tables_in(self, dump: Any, salt: bytes) -> dict[str, list]:
        """Return what `tables` would return once the stream `dump` is restored."""
        with _opened(dump) as memory:
            return _digests(memory, salt)

    def restore(self, dump: Any) -> None:
        """Put the stream `dump` in the place of all that is there. It succeeds, or changes nothing."""
        with _opened(dump) as memory:
            if memory.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                raise BackupFault(_("The database in the backup is damaged."))
            self.connection.close()
            with closing(sqlite3.connect(self.connection.settings_dict["NAME"], timeout=PATIENCE)) as target:
                target.execute("PRAGMA journal_mode=WAL")
                memory.backup(target, progress=_give_up_at(time.monotonic() + PATIENCE))


class SnapshotOfSQLite:
    def __init__(self, memory: sqlite3.Connection) -> None:
        self.memory = memory

    def tables(self, salt: bytes) -> dict[str, list]:
        return _digests(self.memory, salt)

    @contextmanager
    def dump(self) -> Iterator[Any]:
        yield BytesIO(self.memory.serialize())


@contextmanager
def _in_memory() -> Iterator[sqlite3.Connection]:
    """Give an empty database in memory. What SQLite puts aside for a while, for VACUUM say, lies there as well."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as memory:
        memory.execute("PRAGMA temp_store = MEMORY")
        yield memory


@contextmanager
def _opened(dump: Any) -> Iterator[sqlite3.Connection]:
    bytes_of_it = BytesIO()
    streams.copy(dump, bytes_of_it)
    with _in_memory() as memory:
        try:
            memory.deserialize(bytes_of_it.getvalue())
            memory.execute("SELECT 1 FROM sqlite_master").fetchone()
        except sqlite3.DatabaseError:
            raise BackupFault(_("The database in the backup is damaged.")) from None
        yield memory


def _tables(database: sqlite3.Connection) -> list[str]:
    """Return the names of all tables that hold rows of their own; those of the index stand behind a virtual one."""
    named = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' "
        "AND name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\' ORDER BY name"
    )
    return [name for (name,) in named]


def _digests(database: sqlite3.Connection, salt: bytes) -> dict[str, list]:
    return {
        name: digest_of((repr(row).encode() for row in database.execute(f"SELECT * FROM {quoted(name)}")), salt)
        for name in _tables(database)
    }


def _give_up_at(end: float) -> Any:
    """Return what raises BackupFault where SQLite still waits at `end`. By itself it would wait for ever."""

    def progress(status: int, remaining: int, total: int) -> None:
        if status == sqlite3.SQLITE_BUSY and time.monotonic() > end:
            raise BackupFault(_("Somebody still writes into the database: stop the site first."))

    return progress
