"""今天我家附近: what holds at one's place today, to the second, and what comes in the week."""

import re
from datetime import date, time

import pytest
import time_machine
from django.urls import reverse

from directory.models import Place
from notices.chains import Relation
from notices.tests.lives import at
from portal.testing import make_notice, make_place

pytestmark = pytest.mark.django_db
SECTION = re.compile(r'<h2 id="(now|later|ahead|over|lasting)">.*?</section>', re.DOTALL)
TITLE = re.compile(r'<a href="/notices/\d+/">([^<]+)</a>')


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(at(9), tick=False) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def home(clock):
    """桃花新村 in 梧桐街道 in 禾东区, and another street beside it."""
    district = make_place("禾东区", slug="hedong")
    make_place("河滨街道", parent=district, slug="hebin")
    street = make_place("梧桐街道", parent=district, slug="wutong")
    return make_place("桃花新村", parent=street, kind=Place.Kind.NEIGHBOURHOOD, slug="taohua")


def cut(title, *, day=22, first=None, until=22, last=None, **fields):
    """A notice of November, from `first` on one day until `last` (hours or None) on another."""
    hours = [time(hour) if hour is not None else None for hour in (first, last)]
    days = {"effective_from": date(2026, 11, day), "effective_until": until and date(2026, 11, until)}
    return make_notice(title, effective_from_time=hours[0], effective_until_time=hours[1], **days, **fields)


def page_of(client, query="?place=taohua"):
    answer = client.get(reverse("notices:today") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def told(client, query="?place=taohua"):
    return {section[1]: TITLE.findall(section[0]) for section in SECTION.finditer(page_of(client, query))}


def test_each_notice_stands_under_what_it_means_today(client):
    cut("正在停水", first=8, last=18)
    cut("今晚停水", first=22, last=6, until=23)
    cut("清晨停过水", first=1, last=5)
    cut("后天停水", day=24, until=24)
    cut("下周停水", day=30, until=30)
    cut("上月停水", day=1, until=2)
    cut("长期规定", day=1, until=None)
    assert told(client) == {
        "now": ["正在停水"],
        "later": ["今晚停水"],
        "ahead": ["后天停水"],
        "over": ["清晨停过水"],
        "lasting": ["长期规定"],
    }


def test_the_second_of_change_is_exact_and_no_cache_keeps_the_page_past_it(client, clock):
    cut("今晚停水", first=22, last=23)
    for hour, minute, second, section, seconds in (
        (21, 59, 59, "later", 1),
        (22, 0, 0, "now", 60),
        (22, 59, 40, "now", 20),
        (23, 0, 0, "over", 60),
        (23, 59, 50, "over", 10),
    ):
        clock.move_to(at(hour, minute).replace(second=second))
        assert told(client) == {section: ["今晚停水"]}
        kept = client.get(reverse("notices:today"), {"place": "taohua"})["Cache-Control"]
        assert kept == f"public, max-age={seconds}"


def test_a_place_has_what_holds_there_around_it_and_in_the_whole_city(client, home):
    street, district = home.parent, home.parent.parent
    for title, places in (("小区", [home]), ("街道", [street]), ("区", [district]), ("全市", [])):
        cut(f"{title}停水", places=places)
    cut("别处停水", places=[Place.objects.get(slug="hebin")])
    assert sorted(told(client)["now"]) == ["全市停水", "区停水", "小区停水", "街道停水"]
    assert sorted(told(client, "?place=hebin")["now"]) == ["全市停水", "别处停水", "区停水"]


def test_a_corrected_notice_stands_in_its_new_words_alone(client):
    before = cut("停水（有误）")
    cut("停水（更正）", follows=before, relation=Relation.CORRECTS)
    assert told(client) == {"now": ["停水（更正）"]}


def test_a_scheduled_notice_appears_at_its_second(client, clock):
    cut("停水", publish_at=at(9, 0).replace(second=30))
    assert told(client) == {}
    assert client.get(reverse("notices:today"), {"place": "taohua"})["Cache-Control"] == "public, max-age=30"
    clock.move_to(at(9, 0).replace(second=30))
    assert told(client) == {"now": ["停水"]}


def test_a_quiet_day_says_so_and_what_to_do_all_the_same(client):
    cut("长期规定", day=1, until=None)
    page = page_of(client)
    assert "今天这里没有停水、停电、封路等新的公告" in page
    assert reverse("directory:hotlines") in page
    cut("停水")
    assert "今天这里没有停水" not in page_of(client)


def test_without_a_place_one_is_chosen_by_a_plain_form(client):
    page = page_of(client, "")
    assert '<form class="today-choice" action="/notices/today/">' in page
    assert '<option value="hedong">禾东区</option>' in page
    assert '<option value="wutong">　梧桐街道</option>' in page
    assert "taohua" not in page


def test_narrower_and_wider_places_are_a_link_away(client):
    assert '<a href="?place=taohua">桃花新村</a>' in page_of(client, "?place=wutong")
    assert '<a href="?place=wutong">' in page_of(client)


def test_the_page_leads_to_the_calendar_of_the_place(client):
    page = page_of(client)
    assert 'href="/places/taohua/calendar.ics"' in page
    assert 'href="/notices/calendar/?place=taohua"' in page


@pytest.mark.parametrize("asked", ["nowhere", "%00", "' or 1=1", "%F0%9F%92%A7"])
def test_a_place_that_is_not_there_is_named_and_another_can_be_chosen(client, asked):
    page = page_of(client, f"?place={asked}")
    assert "没有找到这个地点" in page
    assert '<option value="hedong">' in page


def test_the_page_needs_at_most_eight_queries_and_stays_short(client, django_assert_max_num_queries):
    for number in range(60):
        cut(f"停水{number}", first=8, last=18)
        cut(f"明日停水{number}", day=23, until=23)
    with django_assert_max_num_queries(8):
        found = told(client)
    assert {name: len(titles) for name, titles in found.items()} == {"now": 30, "ahead": 30}
    assert page_of(client).count('class="notice-more"') == 2


def test_reading_sets_no_cookie(client):
    assert not client.get(reverse("notices:today"), {"place": "taohua"}).cookies
