"""The feeds: which notices each of them has, how many, how long they may be kept, and what they cost."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from directory.models import Place
from notices.calendar import ics_feed
from notices.models import Kind
from notices.tests.calendar_files import events_of, read
from notices.tests.lives import at
from portal.testing import make_authority, make_kind, make_notice, make_place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(at(9), tick=False) as traveller:
        yield traveller


@pytest.fixture
def city(db):
    """A street with a neighbourhood, another street, two authorities, two kinds; a notice for each and one for all."""
    district = make_place("禾东区", slug="hedong")
    street, other = (
        make_place(name, parent=district, slug=slug) for name, slug in (("梧桐街道", "wutong"), ("河滨街道", "hebin"))
    )
    home = make_place("桃花新村", parent=street, kind=Place.Kind.NEIGHBOURHOOD, slug="taohua")
    water, power = make_authority(slug="shui"), make_authority("青禾市供电公司", "5550140", slug="dian")
    cut = make_kind("停电", slug="tingdian")
    Kind.objects.filter(name="停水").update(slug="tingshui")
    make_notice("小区停水", authority=water, places=[home])
    make_notice("街道停电", authority=power, kind=cut, places=[street])
    make_notice("别处停水", authority=water, places=[other])
    make_notice("全市停电", authority=power, kind=cut)
    Kind.objects.filter(name="停水").update(slug="tingshui")


def titles(client, name, *args):
    return sorted(
        str(event["SUMMARY"]) for event in events_of(client.get(reverse(f"notices:{name}", args=args))).values()
    )


def test_each_feed_has_its_own_notices(client, city):
    assert titles(client, "ics") == ["全市停电", "别处停水", "小区停水", "街道停电"]
    assert titles(client, "kind_calendar", "tingdian") == ["全市停电", "街道停电"]
    assert titles(client, "authority_calendar", "shui") == ["别处停水", "小区停水"]
    assert titles(client, "place_calendar", "taohua") == ["全市停电", "小区停水", "街道停电"]
    assert titles(client, "place_calendar", "hebin") == ["全市停电", "别处停水"]


def test_each_feed_says_its_name_and_how_often_to_ask(client, city):
    calendar = read(client.get(reverse("notices:place_calendar", args=["taohua"])))
    assert calendar["NAME"] == calendar["X-WR-CALNAME"] == "青禾晚报 · 桃花新村"
    assert calendar.decoded("REFRESH-INTERVAL") == timedelta(hours=1)
    assert calendar["X-PUBLISHED-TTL"] == "PT1H"
    assert calendar["SOURCE"].endswith("/places/taohua/calendar.ics")


def test_an_empty_calendar_is_a_whole_one(client):
    assert read(client.get(reverse("notices:ics"))).events == []


@pytest.mark.parametrize("name", ["kind_calendar", "place_calendar", "authority_calendar"])
def test_what_there_is_not_is_not_found(client, name):
    assert client.get(reverse(f"notices:{name}", args=["nowhere"])).status_code == 404


def test_feeds_only_read(client, city):
    assert client.post(reverse("notices:ics")).status_code == 405
    assert client.head(reverse("notices:ics")).content == b""


def test_the_elder_edition_has_the_same_file(client, city):
    path = reverse("notices:ics")
    assert client.get(f"/elder{path}").content == client.get(path).content


def test_a_calendar_that_has_the_file_is_told_so(client, city, clock):
    first = client.get(reverse("notices:ics"))
    assert (first["Cache-Control"], "Set-Cookie" in first, first.get("Vary", "")) == ("public, max-age=60", False, "")
    clock.move_to(at(11))
    again = client.get(reverse("notices:ics"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    make_notice("新的停水")
    assert client.get(reverse("notices:ics"), headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_at_most_so_many_events_and_those_that_begin_last(client, monkeypatch):
    monkeypatch.setattr(ics_feed, "MOST", 3)
    for day in range(1, 6):
        make_notice(f"{day}日停水", effective_from=date(2026, 12, day))
    assert titles(client, "ics") == ["3日停水", "4日停水", "5日停水"]


@pytest.mark.parametrize("name", ["ics", "place_calendar"])
def test_a_feed_costs_the_same_queries_for_few_and_many(client, city, django_assert_max_num_queries, name):
    def read_feed():
        with django_assert_max_num_queries(8) as queries:
            client.get(reverse(f"notices:{name}", args=["taohua"] if name == "place_calendar" else []))
        return len(queries)

    few, home = read_feed(), Place.objects.get(slug="taohua")
    for number in range(20):
        before = make_notice(f"停水{number}", places=[home], hotline=make_authority(f"单位{number}").hotlines.get())
        make_notice(f"更正{number}", follows=before, relation="corrects")
    assert read_feed() == few


def test_the_file_is_asked_for_again_when_the_next_notice_appears(client, city, clock):
    make_notice("待发", publish_at=timezone.now() + timedelta(seconds=25))
    assert client.get(reverse("notices:ics"))["Cache-Control"] == "public, max-age=25"
