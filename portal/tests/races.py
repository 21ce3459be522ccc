"""Several people press at the same moment."""

import sqlite3
from contextlib import closing, contextmanager
from threading import Barrier, Thread

from django.db import connection, connections

from editorial.models import Refused


def at_once(*presses):
    """Call every one of `presses` in a thread of its own, all released together; return what each came to, sorted."""
    barrier, results = Barrier(len(presses)), []

    def press(call):
        try:
            connection.ensure_connection()
            barrier.wait(timeout=10)
            results.append(call() or "done")
        except Refused:
            results.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=press, args=[call]) for call in presses]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return sorted(results)


def move_into_a_file(folder, monkeypatch):
    """Move the rows of an SQLite in memory, which has no lock that waits, into a file; then only threads see them."""
    if connection.vendor != "sqlite":
        return
    monkeypatch.setitem(connections.databases["default"], "NAME", _copy_in(folder))


@contextmanager
def own_connections(folder):
    """Give every thread, this one too, a connection of its own: on SQLite to a file with the rows that are there now.

    Threads that share the one to the memory can wait for each other for ever: one holds SQLite's lock
    and wants Python's, the other holds Python's and wants SQLite's.
    """
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    in_memory, name = connection.connection, connection.settings_dict["NAME"]
    connection.settings_dict["NAME"], connection.connection = _copy_in(folder), None
    yield
    connection.close()
    connection.settings_dict["NAME"], connection.connection = name, in_memory


def _copy_in(folder):
    """Copy the rows of the memory into a file in `folder`; return its path."""
    path = str(folder / "race.sqlite3")
    with closing(sqlite3.connect(path)) as file:
        connection.connection.backup(file)
        # As it always is for the site; several that turn to it at once would stand in each other's way.
        file.execute("PRAGMA journal_mode=WAL")
    return path
