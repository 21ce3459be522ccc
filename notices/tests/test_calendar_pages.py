"""The calendar of a month and of a week: what begins and ends when, bounded, narrowed, broken by no address."""

import re
from datetime import date, time

import pytest
import time_machine
from django.urls import reverse

from notices.chains import Relation
from notices.models import Kind, Notice
from notices.tests.lives import at
from portal.testing import make_authority, make_kind, make_notice, make_place

pytestmark = pytest.mark.django_db
MONTH = "?month=2026-11"
DAY = re.compile(
    r'<time datetime="(2026-\d\d-\d\d)">.*?(?=<time datetime="2026|</table>|<nav class="agenda-steps")', re.DOTALL
)
MARK = re.compile(r'<abbr class="mark[^>]*>(始|止|当日)</abbr>.*?<a href="/notices/\d+/">([^<]+)</a>', re.DOTALL)


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(at(9), tick=False) as traveller:
        yield traveller


def cut(title, first, last=None, **fields):
    return make_notice(title, effective_from=first, effective_until=last, **fields)


def november(day):
    return date(2026, 11, day)


def page_of(client, query=MONTH):
    answer = client.get(reverse("notices:calendar") + query)
    assert answer.status_code == 200
    return answer.content.decode()


def marks(client, query=MONTH):
    """{day: [(mark, title)]} of the days that have any, as the page shows them."""
    body = page_of(client, query).partition("<main")[2]
    found = {day[1]: MARK.findall(day[0]) for day in DAY.finditer(body)}
    return {day: held for day, held in found.items() if held}


@pytest.mark.parametrize("query", [MONTH, "?week=2026-11-25"])
def test_each_day_has_what_begins_and_ends_on_it(client, query):
    cut("整日停水", november(24), november(26))
    cut("夜间停水", november(24), november(25), effective_from_time=time(22), effective_until_time=time(6))
    cut("一日停水", november(26), november(26))
    cut("到零点为止", november(23), november(26), effective_until_time=time(0))
    cut("另一个月的停水", date(2026, 9, 1), date(2026, 9, 2))
    make_notice("没有公布", state=Notice.State.DRAFT, effective_from=november(24))
    assert {day: sorted(held) for day, held in marks(client, query).items()} == {
        "2026-11-23": [("始", "到零点为止")],
        "2026-11-24": [("始", "夜间停水"), ("始", "整日停水")],
        "2026-11-25": [("止", "到零点为止"), ("止", "夜间停水")],
        "2026-11-26": [("当日", "一日停水"), ("止", "整日停水")],
    }


def test_the_first_and_the_last_day_of_a_month_are_its_own(client):
    cut("跨月停水", date(2026, 10, 31), november(30))
    cut("一日到底", november(1), date(2026, 12, 1))
    assert marks(client) == {"2026-11-01": [("始", "一日到底")], "2026-11-30": [("止", "跨月停水")]}
    assert marks(client, "?month=2026-12") == {"2026-12-01": [("止", "一日到底")]}


def test_a_corrected_notice_stands_in_its_new_words_alone(client):
    before = cut("停水（时间有误）", november(24), november(25))
    cut("停水（更正）", november(26), november(27), follows=before, relation=Relation.CORRECTS)
    assert marks(client) == {"2026-11-26": [("始", "停水（更正）")], "2026-11-27": [("止", "停水（更正）")]}


def test_what_ends_early_ends_on_that_day(client):
    before = cut("停水", november(20), november(28))
    cut("提前恢复供水", november(25), november(25), follows=before, relation=Relation.ENDS_EARLY)
    assert marks(client)["2026-11-24"] == [("止", "停水")]
    assert "2026-11-28" not in marks(client)


def test_what_was_replaced_before_it_began_stands_nowhere(client):
    before = cut("停水", november(25), november(26))
    cut("改期停水", november(25), november(27), follows=before, relation=Relation.REPLACES)
    assert [title for held in marks(client).values() for _mark, title in held] == ["改期停水", "改期停水"]


def test_an_embargoed_follower_moves_nothing_before_its_moment(client, clock):
    before = cut("停水", november(20), november(28))
    cut("提前恢复", november(25), follows=before, relation=Relation.ENDS_EARLY, publish_at=at(12, day=23))
    told = {"2026-11-20": [("始", "停水")], "2026-11-28": [("止", "停水")]}
    assert marks(client) == told
    clock.move_to(at(11, 59, day=23).replace(second=30))
    assert client.get(reverse("notices:calendar"))["Cache-Control"] == "public, max-age=30"
    clock.move_to(at(12, day=23))
    assert marks(client)["2026-11-24"] == [("止", "停水")]


def test_a_busy_day_shows_the_most_pressing_and_leads_to_its_week_for_the_rest(client):
    for number in range(5):
        cut(f"停水{number}", november(24), november(24))
    cut("紧急停水", november(24), november(24), level=Notice.Level.URGENT)
    held = marks(client)["2026-11-24"]
    assert (held[0], len(held)) == (("当日", "紧急停水"), 3)
    page = page_of(client)
    assert '<a href="?week=2026-11-23#d20261124">另有3条</a>' in page
    week = page_of(client, "?week=2026-11-23")
    assert 'id="d20261124"' in week
    assert len(marks(client, "?week=2026-11-23")["2026-11-24"]) == 6


def test_a_week_is_that_of_its_day_and_says_what_is_in_force(client):
    cut("停水", november(16), november(30))
    for asked in ("2026-11-16", "2026-11-18", "2026-11-22"):
        page = page_of(client, f"?week={asked}")
        assert '<link rel="canonical" href="http://127.0.0.1:8000/notices/calendar/?week=2026-11-16">' in page
        assert 'class="ribbon in_force"' in page


def test_the_filters_narrow_and_stay_in_every_address(client):
    home = make_place(slug="taohua", parent=make_place("禾东区"))
    power = make_authority("青禾市供电公司", "5550140", slug="dian")
    make_kind("停电", slug="tingdian")
    cut("停电", november(24), kind=Kind.objects.get(slug="tingdian"), authority=power, places=[home])
    cut("停水", november(24), authority=make_authority(), places=[make_place("禾西区")])
    for query in ("&kind=tingdian", "&authority=dian", "&place=taohua"):
        assert marks(client, MONTH + query) == {"2026-11-24": [("始", "停电")]}, query
    page = page_of(client, f"{MONTH}&kind=tingdian&authority=dian&place=taohua")
    assert "?month=2026-12&amp;kind=tingdian&amp;authority=dian&amp;place=taohua" in page


@pytest.mark.parametrize(
    "query",
    [
        "?month=13",
        "?month=2026-13",
        "?week=2026-02-30",
        "?week=x",
        "?kind=nowhere",
        "?place=%00",
        "?authority=' or 1=1",
        "?month=9999-01",
    ],
)
def test_nonsense_in_the_address_is_named_and_filters_nothing(client, query):
    cut("停水", november(24))
    page = page_of(client, query)
    assert 'role="status"' in page
    assert "2026年11月" in page
    assert "停水" in page


@pytest.mark.parametrize("query", ["?month=2000-01", "?month=2099-12", "?week=2000-01-01", "?week=2099-12-31"])
def test_no_crawler_walks_on_into_empty_centuries(client, query):
    cut("停水", november(24))
    steps = re.findall(r'rel="(prev|next)"', page_of(client, query))
    assert set(steps) <= ({"next"} if "=2000" in query else {"prev"})
    assert set(re.findall(r'rel="(prev|next)"', page_of(client))) == {"next"}


def test_an_empty_month_says_so(client):
    assert "这个月没有开始或截止的公告" in page_of(client)


@pytest.mark.parametrize("query", [MONTH, "?week=2026-11-24", f"{MONTH}&place=taohua&kind=tingshui&authority=shui"])
def test_the_calendar_needs_at_most_eight_queries_however_much_it_shows(client, django_assert_max_num_queries, query):
    home = make_place(slug="taohua")
    Kind.objects.filter(pk=make_kind().pk).update(slug="tingshui")
    water = make_authority(slug="shui")
    for day in range(1, 29):
        before = cut(f"停水{day}", november(day), november(day + 1), authority=water, places=[home])
        cut(f"续停{day}", november(day), follows=before, relation="extends", publish_at=at(23), authority=water)
    with django_assert_max_num_queries(8):
        page_of(client, query)


def test_today_is_marked_until_midnight(client, clock):
    assert page_of(client).count('aria-current="date"') == 1
    clock.move_to(at(23, 59).replace(second=50))
    assert client.get(reverse("notices:calendar"))["Cache-Control"] == "public, max-age=10"


def test_reading_sets_no_cookie(client):
    answer = client.get(reverse("notices:calendar"))
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
