"""Days of the city, as moments."""

from datetime import datetime, time, timedelta

from django.utils import timezone


def midnight(day):
    """The moment at which `day` begins in the city's time zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def last_day(end):
    """Return the day in the city on which a period that is over at `end` ends; 00:00 is 24:00 of the day before."""
    return (end - timedelta(microseconds=1)).astimezone(timezone.get_default_timezone()).date()
