"""Deadlines by the clock and by China's working days."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from dates import working_time
from dates.days import last_day
from dates.working_time import Unit, last_working_day
from questions.models import SpecialDay
from questions.special_days import enter, special_days, take_out

CITY = ZoneInfo("Asia/Shanghai")
DAYS = {day: is_working for day, _name, is_working in special_days()}


def deadline(start, amount, unit):
    return working_time.deadline(start, amount, unit, SpecialDay.objects.by_date)


def at(*moment):
    return datetime(*moment, tzinfo=CITY)


@pytest.mark.parametrize(
    ("received", "amount", "last"),
    [
        ((2025, 9, 10), 1, (2025, 9, 11)),  # a Wednesday; the day of receipt does not count
        ((2025, 9, 12), 1, (2025, 9, 15)),  # a Friday: the weekend is free
        ((2025, 9, 13), 1, (2025, 9, 15)),  # a Saturday
        ((2025, 9, 26), 1, (2025, 9, 28)),  # a Friday before the Sunday that is worked for 国庆节
        ((2025, 9, 28), 1, (2025, 9, 29)),
        ((2025, 9, 30), 1, (2025, 10, 9)),  # over 国庆节 and 中秋节, eight days
        ((2025, 9, 30), 5, (2025, 10, 14)),  # 9, 10, the Saturday 11, 13, 14
        ((2025, 10, 4), 2, (2025, 10, 10)),  # in the middle of it
        ((2026, 2, 13), 1, (2026, 2, 14)),  # the Saturday before 春节 is worked
        ((2026, 2, 13), 2, (2026, 2, 24)),  # and then nine days are free
        ((2026, 2, 14), 5, (2026, 2, 28)),  # Tuesday to Friday, and the Saturday after 春节
        ((2027, 2, 4), 1, (2027, 2, 11)),  # 除夕至初三, and two days for the weekend among them
        ((2025, 12, 31), 1, (2026, 1, 4)),  # over the turn of the year to a Sunday that is worked
        ((2025, 9, 10), 0, (2025, 9, 10)),  # nothing to wait for: that very day,
        ((2025, 10, 4), 0, (2025, 10, 9)),  # or the first on which anybody works
    ],
)
def test_working_days_are_counted_from_the_day_after_over_holidays_and_make_up_days(received, amount, last):
    assert last_working_day(date(*received), amount, DAYS) == date(*last)


def test_without_a_table_weekdays_alone_count():
    assert last_working_day(date(2025, 9, 30), 3, {}) == date(2025, 10, 3)


def test_a_table_that_makes_everything_a_holiday_is_given_up():
    free = dict.fromkeys((date(2025, 1, 1) + timedelta(days=number) for number in range(4000)), False)
    assert last_working_day(date(2025, 9, 26), 5, free) == date(2025, 10, 3)


@pytest.mark.parametrize("amount", [1, 5, 60, 250, 999])
def test_long_periods_end_on_the_day_that_is_counted_one_by_one(amount):
    day, left = date(2025, 1, 25), amount
    while left:
        day += timedelta(days=1)
        left -= DAYS.get(day, day.weekday() < 5)
    assert last_working_day(date(2025, 1, 25), amount, DAYS) == day


@pytest.fixture
def table(db):
    enter(SpecialDay)


def test_the_last_day_ends_at_midnight_in_the_city(table):
    assert deadline(at(2025, 9, 30, 9), 1, Unit.WORKING_DAYS) == at(2025, 10, 10)
    assert last_day(at(2025, 10, 10)) == date(2025, 10, 9)


def test_the_day_of_receipt_is_the_citys_and_not_the_one_in_utc(table):
    just_after_midnight = at(2025, 9, 12, 0, 30).astimezone(ZoneInfo("UTC"))  # there it is Thursday still
    assert just_after_midnight.date() == date(2025, 9, 11)
    assert last_day(deadline(just_after_midnight, 1, Unit.WORKING_DAYS)) == date(2025, 9, 15)
    late = at(2025, 9, 11, 23, 30)
    assert last_day(deadline(late, 1, Unit.WORKING_DAYS)) == date(2025, 9, 12)


def test_the_server_may_stand_in_another_time_zone(table, settings):
    settings.TIME_ZONE = "America/New_York"
    start = datetime(2025, 11, 1, 12, tzinfo=ZoneInfo("America/New_York"))
    assert deadline(start, 24, Unit.HOURS) - start.astimezone(CITY) == timedelta(hours=24)  # though clocks go back
    settings.TIME_ZONE = "Asia/Shanghai"
    assert deadline(start, 1, Unit.WORKING_DAYS) == at(2025, 11, 4)  # in the city it is Sunday already


def test_hours_run_day_and_night_and_on_holidays():
    assert deadline(at(2025, 10, 1, 22), 24, Unit.HOURS) == at(2025, 10, 2, 22)
    assert last_day(at(2025, 10, 2, 22)) == date(2025, 10, 2)


def test_no_time_at_all_is_over_at_once_by_the_clock_and_with_the_day_by_days(table):
    assert deadline(at(2025, 9, 10, 9), 0, Unit.HOURS) == at(2025, 9, 10, 9)
    assert deadline(at(2025, 9, 10, 9), 0, Unit.WORKING_DAYS) == at(2025, 9, 11)


@pytest.mark.parametrize("unit", Unit)
def test_a_negative_period_is_refused(unit):
    with pytest.raises(ValueError, match="negative"):
        deadline(at(2025, 9, 10), -1, unit)


def test_a_deadline_costs_one_query_in_working_days_and_none_in_hours(table, django_assert_num_queries):
    with django_assert_num_queries(1):
        deadline(at(2025, 9, 30), 999, Unit.WORKING_DAYS)
    with django_assert_num_queries(0):
        deadline(at(2025, 9, 30), 999, Unit.HOURS)


def test_what_the_newsroom_enters_moves_the_deadline(table):
    SpecialDay.objects.create(date=date(2025, 9, 11), name="停工")
    assert last_day(deadline(at(2025, 9, 10, 9), 1, Unit.WORKING_DAYS)) == date(2025, 9, 12)


def test_entering_the_table_twice_changes_nothing_that_the_newsroom_changed(table):
    total = SpecialDay.objects.count()
    SpecialDay.objects.filter(date=date(2025, 10, 1)).update(name="国庆")
    enter(SpecialDay)
    assert SpecialDay.objects.count() == total
    assert SpecialDay.objects.get(date=date(2025, 10, 1)).name == "国庆"
    take_out(SpecialDay)
    assert SpecialDay.objects.get().name == "国庆"
