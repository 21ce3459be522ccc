"""The end of a period that is counted in hours or in China's working days."""

from datetime import UTC, datetime, time, timedelta
from itertools import islice

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .spans import days_words, hours_words, working_days_words

DAY, TWO_DAYS = 24, 48  # hours
SATURDAY = 5  # as date.weekday() counts


class Unit(models.TextChoices):
    HOURS = "hours", _("clock hours")
    WORKING_DAYS = "working_days", _("working days")


def deadline(start, amount, unit, special_days):
    """Return the moment at which `amount` of `unit` from the aware datetime `start` are over.

    Hours run on the clock, day and night. Working days are counted as the Civil Code of the People's Republic of China
    (民法典) counts days: the day of receipt does not count (article 201) and the last day ends at 24:00 (article 203),
    here in the city's time zone. That moment is 00:00 of the day after. To write the day of a deadline use `last_day`.

    `special_days(first, last)` returns {date: whether people work on it} for the days from `first` to `last` that are
    not what their weekday says. It is called only where working days are counted. Raises ValueError where `amount` is
    negative.
    """
    if amount < 0:
        raise ValueError("a period cannot be negative")
    if unit == Unit.HOURS:
        return start.astimezone(UTC) + timedelta(hours=amount)
    city = timezone.get_default_timezone()
    received = start.astimezone(city).date()
    last = last_working_day(received, amount, special_days(received, received + _span(amount)))
    return datetime.combine(last + timedelta(days=1), time.min, city)


def period_words(amount, unit):
    """Say how long `amount` of `unit` is: 24小时, 3天, 5个工作日."""
    if unit == Unit.WORKING_DAYS:
        return working_days_words(amount)
    return days_words(amount // DAY) if amount > TWO_DAYS and amount % DAY == 0 else hours_words(amount)


def last_working_day(received, amount, special_days):
    """Return the `amount`th working day after the date `received`.

    For an `amount` of 0 it is the first working day that is not before `received`. `special_days` is {date: whether
    people work on it}; any other day follows its weekday. Where `special_days` leaves too few working days within a
    sane span, somebody entered it wrongly. Then it is ignored, and weekdays alone count.
    """
    days = (received + timedelta(days=number) for number in range(1 if amount else 0, _span(amount).days + 1))
    working = (day for day in days if special_days.get(day, day.weekday() < SATURDAY))
    last = next(islice(working, max(amount - 1, 0), None), None)
    return last or last_working_day(received, amount, {})


def _span(amount):
    """Return the longest timedelta that `amount` working days can take.

    It has room for weekends, and twice for the longest run of holidays.
    """
    return timedelta(days=2 * amount + 30)
