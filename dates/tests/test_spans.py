"""Spans of time in words."""

from datetime import timedelta

import pytest

from dates.spans import minutes_words, span_words, wait_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "请1分钟后再试"),
        (60, "请1分钟后再试"),
        (150, "请3分钟后再试"),
        (3540, "请59分钟后再试"),
        (3541, "请1小时后再试"),
        (3600, "请1小时后再试"),
        (86_400, "请24小时后再试"),
    ],
)
def test_the_wait_is_said_in_words(seconds, words):
    assert wait_words(seconds) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(0), "1小时"),
        (timedelta(minutes=59), "1小时"),
        (timedelta(hours=23, minutes=59), "23小时"),
        (timedelta(days=1), "1天"),
        (timedelta(days=2, hours=23), "2天"),
    ],
)
def test_a_span_is_said_in_the_largest_unit_that_it_fills(span, words):
    assert span_words(span) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=1), "1分钟"),
        (timedelta(minutes=59), "59分钟"),
        (timedelta(hours=1), "1小时"),
        (timedelta(days=3), "3天"),
    ],
)
def test_or_in_minutes_where_these_are_worth_saying(span, words):
    assert span_words(span, smallest=minutes_words) == words
