"""Which errors mean that the database cannot do its work just now, whatever was asked of it."""

from collections.abc import Iterator
from enum import Enum

from django.db import Error, InterfaceError, OperationalError


class Ailment(Enum):
    """What a database can suffer from. The value is the seconds after which asking again makes sense."""

    AWAY = 30  # it does not answer, or cannot read its own files
    READ_ONLY = 120  # it answers, and takes no writes
    BUSY = 5  # it gave up on this one: a deadlock, a lock, a limit of time
    FULL = 300  # its disk is full


# By SQLSTATE, or the class that its first two characters name (PostgreSQL, Appendix A).
OF_POSTGRESQL = {
    "08": Ailment.AWAY,  # the connection broke
    "57P": Ailment.AWAY,  # it stops, has crashed, or starts
    "53300": Ailment.AWAY,  # too many connections
    "53200": Ailment.AWAY,  # out of memory
    "58": Ailment.AWAY,  # the system below it fails
    "XX001": Ailment.AWAY,  # broken data
    "25006": Ailment.READ_ONLY,
    "40001": Ailment.BUSY,
    "40P01": Ailment.BUSY,  # a deadlock
    "55P03": Ailment.BUSY,  # lock_timeout
    "57014": Ailment.BUSY,  # statement_timeout
    "25P03": Ailment.BUSY,  # idle_in_transaction_session_timeout
    "53100": Ailment.FULL,
}
# By the beginning of the name (SQLite, Result and Error Codes).
OF_SQLITE = {
    "SQLITE_BUSY": Ailment.BUSY,
    "SQLITE_LOCKED": Ailment.BUSY,
    "SQLITE_READONLY": Ailment.READ_ONLY,
    "SQLITE_FULL": Ailment.FULL,
    "SQLITE_CANTOPEN": Ailment.AWAY,
    "SQLITE_IOERR": Ailment.AWAY,
    "SQLITE_CORRUPT": Ailment.AWAY,
    "SQLITE_NOTADB": Ailment.AWAY,
}


def ailment_of(error: BaseException | None) -> Ailment | None:
    """Return what the database suffers from if that is what `error` comes from, else None.

    A missing table or a broken constraint is a fault of ours, and none of these.
    """
    for one in _chain(error):
        if isinstance(one, Error) and (ailment := _of(one)):
            return ailment
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """Yield `error` and what it comes from.

    An error of the database that arose while another one was handled (a rollback on a dead connection) is a
    consequence of that. Any other error in such a place is a fault of its own.
    """
    known: set[int] = set()
    while error is not None and id(error) not in known:
        known.add(id(error))
        yield error
        error = error.__cause__ or (error.__context__ if isinstance(error, Error) else None)


def _of(error: Error) -> Ailment | None:
    cause = error.__cause__
    if sqlstate := getattr(cause, "sqlstate", None):
        return next((ailment for key, ailment in OF_POSTGRESQL.items() if sqlstate.startswith(key)), None)
    if name := getattr(cause, "sqlite_errorname", None):
        return next((ailment for key, ailment in OF_SQLITE.items() if name.startswith(key)), None)
    # Where no connection came about, or one is gone, there is nobody to name a state.
    is_postgresql = type(cause).__module__.partition(".")[0] == "psycopg"
    if not is_postgresql or "cursor" in str(cause):  # one that is closed is asked by a fault of ours
        return None
    return Ailment.AWAY if isinstance(error, OperationalError | InterfaceError) else None
