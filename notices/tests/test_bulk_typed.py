"""Days and minutes as clerks type them."""

from contextlib import suppress
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, strategies as st

from notices.bulk.typed import day, minute, paragraphs

NOVEMBER = date(2026, 11, 22)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-30", "2026/11/30", "2026.11.30", "2026年11月30日", "2026 年 11 月 30 日",
        "２０２６年１１月３０日", "2026年11月30号", "11月30日", "11-30", "11/30", "１１月３０日",
    ],
)  # fmt: skip
def test_a_day_is_understood(text):
    assert day(text, NOVEMBER) == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("text", "earliest", "expected"),
    [
        ("1月5日", date(2026, 12, 20), date(2027, 1, 5)),
        ("12月20日", date(2026, 12, 20), date(2026, 12, 20)),
        ("12月19日", date(2026, 12, 20), date(2027, 12, 19)),
        ("2月29日", date(2026, 12, 20), date(2028, 2, 29)),
        ("2月29日", date(2096, 3, 1), date(2104, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_first_one_that_may_be_meant(text, earliest, expected):
    assert day(text, earliest) == expected


@pytest.mark.parametrize(
    "text",
    [
        "明天",
        "2026-02-29",
        "2月30日",
        "2026-13-01",
        "0月1日",
        "20261130",
        "46356",
        "30/11/2026",
        "9999-12-31",
        "0026-1-1",
    ],
)
def test_what_is_no_day_is_refused_with_a_sentence(text):
    with pytest.raises(ValidationError):
        day(text, NOVEMBER)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("22:00", time(22)), ("22：00", time(22)), ("２２：００", time(22)), ("22时30分", time(22, 30)),
        ("22时", time(22)), ("22点30", time(22, 30)), ("8时5分", time(8, 5)),
        ("6:00", time(6)), ("22:00:00", time(22)), ("0:00", time(0)),
        ("24:00", None), ("24时", None), ("24:00:00", None),
    ],
)  # fmt: skip
def test_a_minute_is_understood(text, expected):
    assert minute(text) == expected


@pytest.mark.parametrize("text", ["晚上", "25:00", "24:01", "12:60", "22", "0.5", "22:0", "22:00:30"])
def test_what_is_no_minute_is_refused_with_a_sentence(text):
    with pytest.raises(ValidationError):
        minute(text)


@given(st.text(max_size=12), st.dates())
def test_nothing_that_is_typed_raises_anything_else(text, earliest):
    with suppress(ValidationError):
        assert isinstance(day(text, earliest), date)
    with suppress(ValidationError):
        assert isinstance(minute(text), time | None)


def test_plain_text_becomes_paragraphs_and_stays_plain():
    assert paragraphs("一、停水。\n\n  <b>二</b>\n") == "<p>一、停水。</p><p>&lt;b&gt;二&lt;/b&gt;</p>"
    assert paragraphs(" \n ") == ""
