"""Months, each named by its first day."""

import re
from calendar import Calendar
from datetime import date

from django.utils import timezone

WRITTEN = re.compile(r"20[0-9]{2}-(0[1-9]|1[0-2])")


def this_month():
    """Return the present month in the city."""
    return month_of(timezone.now())


def month_of(moment):
    """Return the month, in the city, that holds the aware datetime `moment`."""
    return timezone.localdate(moment).replace(day=1)


def before(month, steps=1):
    """Return the month `steps` months before `month`, or after it where `steps` is negative."""
    year, number = divmod(month.year * 12 + month.month - 1 - steps, 12)
    return date(year, number + 1, 1)


def after(month):
    return before(month, -1)


def between(first, last):
    """Return the months from `first` to `last`, both included, the newest first."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [before(last, steps) for steps in range(count)]


def weeks(month):
    """Return the days of `month` as rows of a table, Monday first, with the days that fill its first and last week."""
    return Calendar().monthdatescalendar(month.year, month.month)


def read(text):
    """Return the month that `text` names, written as 2026-11, or None."""
    return date.fromisoformat(f"{text}-01") if WRITTEN.fullmatch(text) else None
