"""How long there still is for objections and comments, and when those words change."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings, strategies as st

from notices.comments import DAY, countdown, next_change, period_of
from notices.models import Notice

CITY = ZoneInfo("Asia/Shanghai")
FIRST, LAST = date(2026, 11, 20), date(2026, 11, 30)


def at(text):
    return datetime.fromisoformat(f"{text}+08:00")


def notice(first=FIRST, last=LAST, **fields):
    return Notice(comments_from=first, comments_until=last, **fields)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-19T23:59:59", "11月20日开始"),
        ("2026-11-20T00:00:00", "还有10天（至11月30日24时）"),
        ("2026-11-25T12:00:00", "还有5天（至11月30日24时）"),
        ("2026-11-29T23:59:59", "还有1天（至11月30日24时）"),
        ("2026-11-30T00:00:00", "今天截止（至24时）"),
        ("2026-11-30T23:59:59", "今天截止（至24时）"),
        ("2026-12-01T00:00:00", "已截止"),
    ],
)
def test_the_countdown_is_right_to_the_second(moment, words):
    assert countdown(notice(), at(moment)) == words


def test_a_day_of_another_year_is_named_with_its_year():
    assert countdown(notice(last=date(2027, 1, 2)), at("2026-12-30T12:00:00")) == "还有3天（至2027年1月2日24时）"


def test_what_asks_for_no_comments_counts_nothing_down():
    assert countdown(notice(None, None), at("2026-11-25T12:00:00")) == ""
    assert next_change(notice(None, None), at("2026-11-25T12:00:00")) is None


def test_days_are_those_of_the_city():
    assert countdown(notice(), datetime(2026, 11, 30, 15, 59, 59, tzinfo=UTC)) == "今天截止（至24时）"
    assert countdown(notice(), datetime(2026, 11, 30, 16, 0, tzinfo=UTC)) == "已截止"


def test_what_took_its_place_ended_the_period():
    replaced = notice(taken_over_at=at("2026-11-25T09:00:00"))
    assert countdown(replaced, at("2026-11-25T08:59:59")) == "还有5天（至11月30日24时）"
    assert next_change(replaced, at("2026-11-25T08:59:59")) == at("2026-11-25T09:00:00")
    assert countdown(replaced, at("2026-11-25T09:00:00")) == "已截止"
    assert period_of(replaced, at("2026-11-25T09:00:00")).last == date(2026, 11, 25)


days = st.dates(date(2023, 12, 1), date(2028, 3, 31))


@settings(deadline=None)
@given(first=days, length=st.integers(0, 90), offset=st.timedeltas(timedelta(days=-3), timedelta(days=95)))
def test_the_words_change_at_the_moment_that_was_named_and_not_before(first, length, offset):
    asked = notice(first, first + length * DAY)
    now = datetime.combine(first, datetime.min.time(), CITY) + offset
    change = next_change(asked, now)
    words = countdown(asked, now)
    if change is None:
        assert words == "已截止" == countdown(asked, now + timedelta(days=400))
    else:
        assert change > now
        assert countdown(asked, change - timedelta(microseconds=1)) == words
        assert countdown(asked, change) != words
