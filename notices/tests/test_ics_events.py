"""A notice as an event: its days and minutes, its words, its place; read back as a calendar reads it."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse
from hypothesis import HealthCheck, given, settings, strategies as some

from notices.chains import Relation
from notices.tests.calendar_files import events_of, faults_of, read
from notices.tests.lives import at, fresh
from portal.testing import make_authority, make_notice, make_place, put

pytestmark = pytest.mark.django_db
CITY = ZoneInfo("Asia/Shanghai")
PUBLISHED = at(8)


@pytest.fixture(autouse=True)
def _clock(db):
    with time_machine.travel(at(9), tick=False):
        yield


def event_of(client, notice):
    return events_of(client.get(reverse("notices:notice_calendar", args=[notice.pk])))[notice.index_number]


def span(event):
    return event.decoded("DTSTART"), event.decoded("DTEND")


def test_whole_days_are_days_and_the_end_is_the_day_after(client):
    notice = make_notice(effective_from=date(2026, 11, 30), effective_until=date(2026, 12, 1))
    event = event_of(client, notice)
    assert span(event) == (date(2026, 11, 30), date(2026, 12, 2))
    assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"


def test_minutes_are_of_the_citys_clock_with_its_zone_described(client):
    notice = make_notice(
        effective_from=date(2026, 11, 30),
        effective_from_time=time(22),
        effective_until=date(2026, 12, 1),
        effective_until_time=time(6),
    )
    answer = client.get(reverse("notices:notice_calendar", args=[notice.pk]))
    assert (
        b"DTSTART;TZID=Asia/Shanghai:20261130T220000\r\nDTEND;TZID=Asia/Shanghai:20261201T060000\r\n" in answer.content
    )
    zone = read(answer).timezones[0]
    assert zone["TZID"] == "Asia/Shanghai"
    assert [part["TZOFFSETTO"].td for part in zone.subcomponents] == [timedelta(hours=8)]


@pytest.mark.parametrize("until", [None, date(2030, 12, 31)])
def test_what_holds_until_further_notice_or_for_years_is_told_on_its_first_day(client, until):
    notice = make_notice(effective_from=date(2027, 1, 1), effective_from_time=time(8), effective_until=until)
    event = event_of(client, notice)
    assert span(event) == (date(2027, 1, 1), date(2027, 1, 2))
    assert "2027年1月1日" in event["DESCRIPTION"]


def test_another_zone_that_changes_its_clock_is_described_and_keeps_its_hours(client, settings):
    settings.TIME_ZONE = "Europe/Berlin"
    notice = make_notice(
        effective_from=date(2027, 3, 27), effective_from_time=time(22), effective_until=date(2027, 3, 28)
    )
    begin, end = span(event_of(client, notice))
    berlin = ZoneInfo("Europe/Berlin")
    assert (begin, end) == (datetime(2027, 3, 27, 22, tzinfo=berlin), datetime(2027, 3, 29, 0, tzinfo=berlin))
    assert end.utcoffset() - begin.utcoffset() == timedelta(hours=1)


def test_an_event_says_what_where_for_whom_and_whom_to_ring(client, settings):
    settings.SITE_URL = "https://news.example:8443"
    authority = make_authority(short_name="市自来水公司")
    street = make_place("梧桐街道", parent=make_place("禾东区"))
    notice = make_notice(
        "桃花新村，夜间停水；分号与\\反斜线",
        authority=authority,
        hotline=authority.hotlines.get(),
        hotline_note="24小时有人接听。",
        places=[street, make_place("禾西区")],
        document_number="青水〔2026〕15号",
        what_to_do="提前储水。\n关好水龙头。",
        effective_until=date(2026, 11, 30),
        publish_at=PUBLISHED,
    )
    notice.facts.create(label="影响户数", value="320户")
    event = event_of(client, notice)
    assert event["UID"] == f"{notice.index_number}@news.example"
    assert event["URL"] == f"https://news.example:8443/notices/{notice.pk}/"
    assert event["SUMMARY"] == "桃花新村，夜间停水；分号与\\反斜线"
    assert event["LOCATION"] == "梧桐街道、禾西区"
    assert event["CATEGORIES"].to_ical() == "停水".encode()
    assert event["DESCRIPTION"].splitlines()[1:5] == [
        "桃花新村全体住户",
        "提前储水。",
        "关好水龙头。",
        "影响户数：320户",
    ]
    for words in ("5550130", "24小时有人接听。", "青水〔2026〕15号", "青禾市自来水公司"):
        assert words in event["DESCRIPTION"]
    assert event.decoded("CREATED") == PUBLISHED
    assert (event["STATUS"], event["TRANSP"]) == ("CONFIRMED", "TRANSPARENT")


def test_the_kind_stands_before_a_headline_that_does_not_name_it(client):
    assert event_of(client, make_notice("鼓楼巷夜间检修"))["SUMMARY"] == "停水：鼓楼巷夜间检修"


def test_no_place_is_the_whole_city_and_typed_words_go_before_the_names(client):
    assert event_of(client, make_notice())["LOCATION"] == "青禾市全市"
    notice = make_notice(where="桃花新村1至8幢", places=[make_place()])
    assert event_of(client, notice)["LOCATION"] == "桃花新村1至8幢"


def test_the_two_of_a_chain_point_at_one_another_and_the_older_says_what_became_of_it(client):
    before = make_notice("先前", effective_until=date(2026, 12, 31))
    after = make_notice("随后", follows=before, relation=Relation.REPLACES, effective_from=date(2026, 12, 1))
    older, newer = event_of(client, fresh(before)), event_of(client, after)
    assert (older["RELATED-TO"], older["RELATED-TO"].params["RELTYPE"]) == (newer["UID"], "CHILD")
    assert (newer["RELATED-TO"], newer["RELATED-TO"].params["RELTYPE"]) == (older["UID"], "PARENT")
    assert "《随后》" in older["DESCRIPTION"]
    assert span(older)[1] == date(2026, 12, 1)


@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=some.text(some.characters(exclude_categories=["Cs", "Cc"]) | some.sampled_from(",;:\\\"'^\n"), max_size=80)
)
def test_no_words_break_a_calendar(client, words):
    notice = make_notice(f"甲{words}".replace("\n", " "), who=words, what_to_do=words, where=words[:60])
    event = event_of(client, notice)
    assert event["SUMMARY"].endswith(notice.title)
    put(notice, state="draft").delete()


@pytest.mark.django_db(databases=[])
def test_the_check_of_the_rules_sees_what_breaks_them():
    """The checker itself: each of these is one fault that it must name."""
    good = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n"
    assert faults_of(good) == []
    for bad in (
        good.replace(b"\r\n", b"\n"),
        good.replace(b"PRODID:x", b"PRODID:" + b"x" * 80),
        good.replace(b"PRODID:x", b"PRODID:x\r\nPRODID:y"),
        good.replace(b"VERSION:2.0\r\n", b""),
        good.replace(b"PRODID:x", b"PRODID:\xe5\xbd\r\n \x93"),
        good.replace(b"PRODID:x", b"PRODID:x\x01"),
        good.replace(b"PRODID:x", b"no line"),
        good.replace(b"END:VCALENDAR", b"END:VEVENT"),
    ):
        assert faults_of(bad), bad
