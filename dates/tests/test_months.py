"""Months, each named by its first day."""

from datetime import UTC, date, datetime

import pytest

from dates import months


def test_a_moment_lies_in_the_month_that_it_is_in_the_city():
    assert months.month_of(datetime(2026, 10, 31, 15, 59, tzinfo=UTC)) == date(2026, 10, 1)
    assert months.month_of(datetime(2026, 10, 31, 16, 0, tzinfo=UTC)) == date(2026, 11, 1)


@pytest.mark.parametrize(
    ("steps", "month"),
    [(1, (2025, 12, 1)), (13, (2024, 12, 1)), (0, (2026, 1, 1)), (-1, (2026, 2, 1)), (-12, (2027, 1, 1))],
)
def test_months_are_counted_over_the_turn_of_the_year(steps, month):
    assert months.before(date(2026, 1, 1), steps) == date(*month)


def test_the_months_between_two_begin_with_the_newest_and_hold_both():
    assert months.between(date(2025, 11, 1), date(2026, 2, 1)) == [
        date(2026, 2, 1),
        date(2026, 1, 1),
        date(2025, 12, 1),
        date(2025, 11, 1),
    ]
    assert months.between(date(2026, 2, 1), date(2026, 2, 1)) == [date(2026, 2, 1)]
    assert months.between(date(2026, 3, 1), date(2026, 2, 1)) == []
