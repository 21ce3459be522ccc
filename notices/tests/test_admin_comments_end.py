"""What takes comments until a day, and names no other end, ends with that day: boards and calendars show it then."""

from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Kind
from portal.testing import make_kind

from .notice_form import said, save

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


def ended(desk, notice=None, **fields):
    """Save with comments until in a week; return (last day, last minute, whether it says that it filled that in)."""
    if not notice:
        fields = {"kind": make_kind("公示", nature=Kind.Nature.PUBLICITY).pk, **fields}
    notice, page = save(desk, notice, **{"comments_from": days(0), "comments_until": days(7), **fields})
    is_told = any("截止日期没有填写" in sentence for sentence in said(page))
    return notice.effective_until, notice.effective_until_time, is_told


def test_an_empty_end_becomes_the_last_day_for_comments(desk):
    assert ended(desk) == (days(7), None, True)


def test_the_day_that_was_filled_in_is_named(desk):
    kind = make_kind("公示", nature=Kind.Nature.PUBLICITY)
    fields = {"kind": kind.pk, "comments_from": days(0), "comments_until": days(7)}
    notice, page = save(desk, **fields)
    day = days(7)
    assert f"截止日期没有填写，已按意见期最后一天填为{day.year}年{day.month}月{day.day}日。" in said(page)
    # Emptied by the clerk, it is filled in again; the next save has nothing to tell.
    assert ended(desk, notice, effective_until="") == (day, None, True)
    notice.refresh_from_db()
    assert ended(desk, notice) == (day, None, False)


def test_an_end_that_was_typed_stays(desk):
    assert ended(desk, effective_until=days(9)) == (days(9), None, False)
    assert ended(desk, effective_until=days(3), title="另一份") == (days(3), None, False)


def test_what_takes_no_comments_keeps_its_open_end(desk):
    assert ended(desk, kind=make_kind().pk) == (None, None, False)


def test_what_begins_when_the_time_for_comments_is_over_keeps_its_open_end(desk):
    assert ended(desk, effective_from=days(8)) == (None, None, False)


def test_without_a_last_day_for_comments_the_end_stays_open(desk):
    assert ended(desk, comments_until="") == (None, None, False)
