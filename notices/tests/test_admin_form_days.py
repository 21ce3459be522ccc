"""Days and minutes in the form of a notice, typed as in a sheet."""

from datetime import date, time

import pytest

from notices.models import Notice

from .notice_form import faults, save, typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22 09:00+08:00")]


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


@pytest.mark.parametrize("text", ["2026-12-01", "2026/12/1", "2026年12月1日", "２０２６年１２月１日", " 2026-12-1 "])
@pytest.mark.parametrize("field", ["issued_on", "effective_from", "effective_until", "comments_from"])
def test_a_day_is_understood_as_in_a_sheet(desk, field, text):
    notice, _page = save(desk, **{"effective_until": "2026-12-02", field: text})
    assert getattr(notice, field) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "minute"),
    [("22:30", time(22, 30)), ("22：30", time(22, 30)), ("22时30分", time(22, 30)), ("22点", time(22)), (" ", None)],
)
@pytest.mark.parametrize("field", ["effective_from_time", "effective_until_time"])
def test_a_minute_is_understood_as_in_a_sheet(desk, field, text, minute):
    notice, _page = save(desk, **{"effective_until": "2026-12-02", field: text})
    assert getattr(notice, field) == minute


@pytest.mark.parametrize("text", ["24:00", "24时", "２４：００"])
def test_24_00_is_the_end_of_the_day(desk, text):
    notice, _page = save(desk, effective_until="2026-12-01", effective_until_time=text)
    assert notice.effective_until_time is None
    assert notice.over_by_itself.isoformat() == "2026-12-01T16:00:00+00:00"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"effective_from": "12月1日"}, {"effective_from": ["请写上年份，例如2026年12月1日。"]}),
        (
            {"effective_until": "下周一"},
            {"effective_until": ["这不是日期。请写成2026-11-30、2026/11/30或2026年11月30日。"]},
        ),
        ({"effective_until": "2026-02-30"}, {"effective_until": ["日历上没有这一天。"]}),
        (
            {"effective_until": "2026-12-01", "effective_until_time": "晚上"},
            {"effective_until_time": ["这不是时刻。请写成22:00或22时30分。"]},
        ),
        ({"effective_from_time": "24:00"}, {"effective_from_time": ["24:00是一天的结束。请写成后一天的0:00。"]}),
        ({"effective_until_time": "24:00"}, {"effective_until": ["请填写是哪一天的这个时刻截止。"]}),
    ],
)
def test_what_cannot_be_taken_is_told_with_what_can_and_is_kept(desk, fields, expected):
    response = desk.post(url("add"), typed(**fields))
    assert faults(response) == expected
    page = response.content.decode()
    assert all(f'value="{text}"' in page for text in fields.values())
    assert not Notice.objects.exists()


def test_the_fields_keep_their_calendar_and_clock(desk):
    page = desk.get(url("add")).content.decode()
    assert page.count("vDateField") >= 5
    assert page.count("vTimeField") >= 2
