"""An outage in the log: a line when it begins, one a minute with how many requests met it, and one when it is over."""

import logging
import math
import time
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.base.base import BaseDatabaseWrapper

from operations.health.discretion import name_of

from .ailment import Ailment

logger = logging.getLogger(__name__)

SILENCE = 60  # seconds between two lines that say the same, in each process


@dataclass
class _Outage:
    """Moments are those of time.monotonic(); `since` is None while there is none."""

    since: float | None = None
    met: int = 0  # requests
    untold: int = 0  # of these, since the last line
    told: float = -math.inf
    told_over: float = -math.inf


_outages = {ailment: _Outage() for ailment in Ailment}


def note(ailment: Ailment, error: BaseException) -> None:
    """Count a request that failed by `ailment`, and log it unless a line in the last SILENCE seconds said so."""
    now, outage = time.monotonic(), _outages[ailment]
    outage.since = now if outage.since is None else outage.since
    outage.met, outage.untold = outage.met + 1, outage.untold + 1
    if now - outage.told < SILENCE:
        return
    others = f" ({outage.untold - 1} more since the last line)" if outage.untold > 1 else ""
    outage.told, outage.untold = now, 0
    what = ailment.name.lower().replace("_", " ")
    # Without the traceback: where in our code one asks a database that is away makes no difference.
    logger.error("The database is %s, so a request failed%s. %s", what, others, name_of(error))


def note_connection(connection: BaseDatabaseWrapper, **_signal) -> None:
    """Say that the database answers again, if it was away."""
    now, outage = time.monotonic(), _outages[Ailment.AWAY]
    if connection.alias != DEFAULT_DB_ALIAS or outage.since is None or now - outage.told_over < SILENCE:
        return
    logger.warning(
        "The database answers again after %.0f seconds, in which %d requests failed.",
        now - outage.since,
        outage.met,
    )
    outage.since, outage.met, outage.untold, outage.told_over = None, 0, 0, now


def forget() -> None:
    """Begin anew, for tests."""
    _outages.update({ailment: _Outage() for ailment in Ailment})
