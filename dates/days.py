"""Days in the city's time zone, and the moments at which they begin."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def midnight(day):
    """The moment at which `day` begins in the city's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def last_day(end):
    """Return the last day, in the city, of a period that is over at the aware datetime `end`.

    An `end` at 00:00 is 24:00 of the day before.
    """
    return (end - timedelta(microseconds=1)).astimezone(timezone.get_default_timezone()).date()
