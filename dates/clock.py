"""The time of the house: that of the database's clock, by which all machines of the site go.

A machine whose clock runs ahead would publish early, and date what it writes into the future of the others. So the
clock of this process is held against PostgreSQL's whenever a connection is opened, and what it differs by is taken off
wherever Django asks for the time. SQLite has no clock but this machine's.
"""

import logging
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.core.signals import request_started
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.signals import connection_created
from django.utils import timezone

logger = logging.getLogger(__name__)

TOLERATED = 1  # second; what is less is the way there and back, and would only make the time jump


@dataclass(frozen=True)
class ClockOffset:
    """How many `seconds` the clock of this process is ahead of the database's, and by how many that may be wrong."""

    seconds: float
    uncertain: float

    @property
    def is_tolerated(self):
        return abs(self.seconds) <= TOLERATED + self.uncertain


class _Known:
    """What this process knows. `ahead` is None until a connection has been opened.

    `steady` is how far the clock is ahead of the one that nobody can set, at the time of measuring.
    """

    ahead: timedelta | None = None
    steady = 0.0


def now():
    """Return the aware moment that it is by the database's clock. This is `django.utils.timezone.now`."""
    return datetime.now(tz=UTC) - (_Known.ahead or timedelta())


def go_by_the_database():
    """Make `now` the time of everything that asks Django for it, and measure from here on.

    Fields with `auto_now`, sessions and `localdate` ask `timezone.now` as our own code does. It is called before any
    model is made, since a field takes its default when its class is made.
    """
    timezone.now = now
    connection_created.connect(_measure)
    request_started.connect(_measure_before)


def go_by_the_process():
    """Measure no more, for tests that set the clock of the process."""
    connection_created.disconnect(_measure)
    request_started.disconnect(_measure_before)
    _Known.ahead = None


def offset_of(connection):
    """Ask the clock of the PostgreSQL database at `connection`, in one roundtrip, and return a ClockOffset.

    None for a database that has no clock of its own. An error of the database is raised as Django's.
    """
    if connection.vendor != "postgresql":
        return None
    connection.ensure_connection()
    with connection.wrap_database_errors:
        asked = time.time()
        # Past Django's cursor: a page has so many statements, whether it found a connection open or opened one.
        row = connection.connection.execute("SELECT extract(epoch FROM clock_timestamp())::float8").fetchone()
        answered = time.time()
    return ClockOffset((asked + answered) / 2 - row[0], (answered - asked) / 2)


def _measure(connection, **_):
    if connection.alias != DEFAULT_DB_ALIAS or not (found := offset_of(connection)):
        return
    ahead = timedelta() if found.is_tolerated else timedelta(seconds=found.seconds)
    if abs(ahead - (_Known.ahead or timedelta())) > timedelta(seconds=TOLERATED):
        logger.warning(
            "The clock of this machine is %+.0f seconds from the database's. The site goes by the database's.",
            found.seconds,
        )
    _Known.ahead, _Known.steady = ahead, _steady()


def _measure_before(**_):
    """Measure before a request of a process that has not done so yet, or whose clock has been set since.

    What asks for the time may come before the first question to the database.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor != "postgresql":
        return
    try:
        if _Known.ahead is None:
            connection.ensure_connection()
        elif abs(_steady() - _Known.steady) > TOLERATED:
            _measure(connection)
    except Error:
        return  # what needs the database says so itself


def _steady():
    return time.time() - time.monotonic()
