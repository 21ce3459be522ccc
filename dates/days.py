"""Days in the city's time zone, and the moments at which they begin."""

import re
from datetime import date, datetime, time, timedelta

from django.utils import timezone

WRITTEN = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
WRITTEN_WEEK = re.compile(r"20[0-9]{2}-W[0-9]{2}")


def midnight(day):
    """The moment at which `day` begins in the city's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def last_day(end):
    """Return the last day, in the city, of a period that is over at the aware datetime `end`.

    An `end` at 00:00 is 24:00 of the day before.
    """
    return (end - timedelta(microseconds=1)).astimezone(timezone.get_default_timezone()).date()


def monday_of(day):
    return day - timedelta(days=day.weekday())


def read(text, written=WRITTEN):
    """Return the day that `text` names, written as 2026-11-16, or None.

    With WRITTEN_WEEK it is the Monday of a week that is written as 2026-W47.
    """
    try:
        return date.fromisoformat(text) if written.fullmatch(text) else None
    except ValueError:
        return None
