"""Whether the clock of this machine goes as that of the database does, by which the site goes."""

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _

from dates.clock import offset_of

from .trouble import Trouble, error, warning

TOLERATED, GRAVE = 5, 60  # seconds


def look() -> Iterator[Trouble]:
    offset = offset_of(connection)  # None for SQLite, which has no clock but this machine's
    if offset and (found := ahead(offset.seconds, offset.uncertain)):
        yield found


def ahead(seconds: float, uncertain: float) -> Trouble | None:
    """Return what is to be said of a clock that is so many `seconds` ahead of the database's; None of a good one."""
    apart = abs(seconds) - uncertain
    if apart < TOLERATED:
        return None
    words = (
        _("The clock of this machine is %d seconds ahead of the database's.")
        if seconds > 0
        else _("The clock of this machine is %d seconds behind the database's.")
    )
    return (error if apart >= GRAVE else warning)(words % round(abs(seconds)), put_right())


def put_right() -> str:
    return _("Have all machines keep the time by NTP (timedatectl set-ntp true), this one and the database's.")
