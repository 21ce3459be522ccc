"""An urgent notice as an alert: Common Alerting Protocol 1.2, valid by the schema of OASIS."""

import re
from datetime import date, time, timedelta

import pytest
from django.utils import timezone
from lxml import etree

from directory.models import Place
from notices.models import Kind
from portal.testing import make_kind, make_notice, make_place

from .alerts import FEED, address, feed, make_alert, schema, text, told

pytestmark = pytest.mark.django_db
OFFSET = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")


@pytest.fixture(autouse=True)
def site(settings):
    settings.SITE_URL = "https://qinghe.example"


@pytest.fixture
def now(time_machine):
    """Ten in the morning, in the city."""
    time_machine.move_to("2026-11-30T10:00:00+08:00", tick=False)
    return timezone.now()


def holding(first, last=None):
    """The fields of a period between two (day of December, time of day)."""
    fields = {"effective_from": date(2026, 12, first[0]), "effective_from_time": first[1]}
    return fields | ({"effective_until": date(2026, 12, last[0]), "effective_until_time": last[1]} if last else {})


@pytest.mark.parametrize("nature", Kind.Nature)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "UTC", "America/St_Johns"])
def test_every_kind_of_alert_is_valid_in_every_time_zone(client, settings, nature, zone):
    settings.TIME_ZONE = zone
    valid, street = schema(), make_place("梧桐街道", Place.Kind.STREET, make_place("禾东区"))
    kind = make_kind("种类", nature=nature)
    full = make_alert(
        kind=kind, places=[street], who="全体市民", where="低洼处", hotline=None, hotline_note="请拨打12345"
    )
    full.hotline = full.authority.hotlines.get()
    full.effective_until = full.effective_from + timedelta(days=1)
    full.save()
    bare = make_alert("道路塌陷", kind=kind, authority=full.authority, who="", what_to_do="", body="")
    for notice in (full, bare):
        alert = told(client, notice)
        valid.assertValid(alert)
        assert "Z" not in text(alert, "sent")
        assert OFFSET.fullmatch(text(alert, "sent"))
        assert not text(alert, "sent").endswith("+00:00")  # CAP 1.2, 3.3.2: UTC is -00:00


def test_it_says_who_what_when_where_and_what_to_do(client, now):
    district = make_place("禾东区")
    places = [make_place("梧桐街道", parent=district), make_place("青石街道", parent=district)]
    notice = make_alert(
        places=places, where="低洼处和河边", when="今天夜里", what_to_do="留在室内。\n切断电源。",
        body="<p>预计降雨100毫米&amp;以上。</p><p>请注意<strong>防范</strong>。</p>", hotline_note="24小时有人接听",
        **holding((1, time(22)), (2, None)),
    )  # fmt: skip
    notice.hotline = notice.authority.hotlines.get()
    notice.save()
    alert = told(client, notice)
    shown = {
        "identifier": f"{notice.index_number}-20261130090000",
        "sender": "qinghe.example",
        "sent": "2026-11-30T09:00:00+08:00",
        "status": "Actual",
        "msgType": "Alert",
        "source": "青禾晚报",
        "scope": "Public",
        "incidents": notice.index_number,
        "references": "",
        "language": "zh-CN",
        "event": "气象与应急",
        "category": "Met|Safety",
        "responseType": "Monitor",
        "onset": "2026-12-01T22:00:00+08:00",
        "expires": "2026-12-03T00:00:00+08:00",
        "effective": "2026-11-30T09:00:00+08:00",
        "senderName": "青禾市气象台",
        "headline": "暴雨红色预警",
        "description": "时间：今天夜里\n地点：低洼处和河边\n预计降雨100毫米&以上。\n请注意防范。",
        "instruction": "留在室内。\n切断电源。",
        "contact": "青禾市气象台 5550121 24小时\n24小时有人接听",
        "web": f"https://qinghe.example/notices/{notice.pk}/",
        "areaDesc": "禾东区 › 梧桐街道|禾东区 › 青石街道",
    }
    assert {name: text(alert, name) for name in shown} == shown


@pytest.mark.parametrize(
    ("begins", "gravity"),
    [
        (time(9), "Immediate Severe Observed"),
        (time(9, 0, 1), "Expected Severe Likely"),
        (time(10), "Expected Severe Likely"),
        (time(10, 1), "Future Severe Likely"),
    ],
)
def test_how_grave_it_is_follows_from_when_it_begins_as_seen_when_it_was_sent(client, now, begins, gravity):
    alert = told(client, make_alert(effective_from_time=begins))  # sent at nine
    assert " ".join(text(alert, name) for name in ("urgency", "severity", "certainty")) == gravity


@pytest.mark.parametrize(
    ("nature", "category", "response"),
    [("outage", "Infra", "Prepare"), ("traffic", "Transport", "Avoid"), ("policy", "Other", "")],
)
def test_its_category_follows_from_what_it_is_about(client, nature, category, response):
    alert = told(client, make_alert(kind=make_kind("种类", nature=nature)))
    assert (text(alert, "category"), text(alert, "responseType")) == (category, response)


def test_without_places_it_is_for_the_whole_city_and_without_an_end_it_does_not_expire(client):
    alert = told(client, make_alert())
    assert text(alert, "areaDesc") == "青禾市"
    assert text(alert, "expires") == ""


def test_no_character_that_xml_cannot_hold_breaks_an_alert_or_the_feed(client):
    notice = make_alert("暴雨\x0b红色\ufffe预警", who="\x01全体<市民>&\x1f")
    assert text(told(client, notice), "headline") == "暴雨红色预警"
    assert text(told(client, notice), "audience") == "全体<市民>&"
    assert list(feed(client)) == ["暴雨红色预警"]


def test_only_what_is_urgent_and_public_has_an_alert(client):
    ordinary = make_notice()
    to_come = make_alert(publish_at=timezone.now() + timedelta(seconds=30))
    draft = make_alert("草稿", authority=to_come.authority, state="draft", publish_at=None)
    assert [client.get(address(notice)).status_code for notice in (ordinary, to_come, draft)] == [404] * 3
    assert client.get("/notices/999999/cap.xml").status_code == 404
    assert not feed(client)
    assert 28 <= int(re.search(r"max-age=(\d+)", client.get(FEED)["Cache-Control"])[1]) <= 30


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_every_address_is_the_public_one_whatever_host_and_edition_was_asked(client, edition):
    notice = make_alert()
    for path in (address(notice), FEED):
        response = client.get(edition + path, headers={"host": "localhost"})
        assert b"/elder" not in response.content
        assert b"localhost" not in response.content
        assert f"https://qinghe.example/notices/{notice.pk}/".encode() in response.content


def test_both_are_kept_by_any_cache_and_asked_for_again_they_are_the_same(client, django_assert_max_num_queries):
    notice = make_alert(places=[make_place()])
    for path in (address(notice), FEED):
        with django_assert_max_num_queries(8):
            response = client.get(path)
        assert response["Cache-Control"] == "public, max-age=60"
        assert not response.cookies
        assert "Cookie" not in response.get("Vary", "")
        again = client.get(path, headers={"if-none-match": response["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.post(path).status_code == 405


def test_the_feed_costs_the_same_for_many(client, django_assert_max_num_queries):
    first = make_alert("第0条")
    for number in range(1, 12):
        make_alert(f"第{number}条", authority=first.authority, places=[make_place(f"{number}区")])
    with django_assert_max_num_queries(8):
        assert len(feed(client)) == 12


def test_an_empty_feed_is_a_feed_and_the_same_bytes_each_time(client, time_machine):
    time_machine.move_to("2026-11-30T10:00:00+08:00", tick=False)
    before = client.get(FEED).content
    time_machine.shift(30)
    assert client.get(FEED).content == before
    assert etree.fromstring(before).findtext("{http://www.w3.org/2005/Atom}updated")


def test_an_alert_that_is_over_leaves_the_feed_a_day_later(client, now, time_machine):
    alert = make_alert(effective_until=timezone.localdate())
    time_machine.shift(timedelta(hours=37, minutes=59))
    assert list(feed(client)) == ["暴雨红色预警"]
    time_machine.shift(timedelta(minutes=1))
    assert not feed(client)
    assert text(told(client, alert), "expires") == "2026-12-01T00:00:00+08:00"


def test_an_old_alert_does_not_come_back_with_a_new_one_of_its_chain(client, now, time_machine):
    last = make_alert()
    for title, level in (("转为一般", 1), ("再次预警", 3)):
        time_machine.shift(timedelta(hours=30))
        fields = {"authority": last.authority, "publish_at": timezone.now(), "level": level}
        last = make_notice(title, follows=last, relation="replaces", **fields)
    assert list(feed(client)) == ["再次预警"]
