"""A place's page: what it shows, and in which order."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from notices.models import Notice
from portal import place_page
from portal.testing import make_answer, make_article, make_authority, make_desk, make_notice, make_place
from portal.tests.sections import headlines, section
from questions.models import Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def east():
    return make_place("禾东区", slug="east")


@pytest.fixture
def street(east):
    return make_place("梧桐街道", parent=east, slug="street")


@pytest.fixture
def peach(street):
    return make_place("桃花新村", kind=4, parent=street, slug="peach")


@pytest.fixture
def read(client):
    def read(slug, edition=""):
        answer = client.get(f"{edition}/places/{slug}/")
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def test_there_is_no_page_for_a_place_that_there_is_not(client, east):
    assert client.get("/places/nowhere/").status_code == 404


def test_a_place_leads_to_what_it_lies_in_and_to_what_lies_in_it(read, east, street, peach):
    page = read("street")
    trail = re.search(r'<nav class="breadcrumb".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', trail) == [east.get_absolute_url()]
    assert '<li aria-current="page">梧桐街道</li>' in trail
    within = re.search(r'<nav class="place-children".*?</nav>', page, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', within) == [peach.get_absolute_url()]
    assert "place-children" not in read("peach")


def test_what_is_in_force_stands_first_and_says_where(read, east, street, peach):
    for name, place in [("全区", east), ("街道", street), ("小区", peach)]:
        make_notice(f"{name}停水", places=[place])
    make_notice("全市限行")
    make_notice("别处停水", places=[make_place("禾西区")])
    page = read("street")
    local = section(page, "in-force")
    assert headlines(local) == ["街道停水", "全区停水", "小区停水"]
    assert re.findall(r'<p class="kicker">(.*?)</p>', local) == ["禾东区", "桃花新村"]
    assert headlines(section(page, "citywide")) == ["全市限行"]
    assert "别处停水" not in page


def test_an_urgent_notice_stands_before_a_nearer_one(read, street, peach):
    make_notice("近的", places=[peach])
    make_notice("急的", places=[street], level=Notice.Level.URGENT)
    assert headlines(section(read("peach"), "in-force")) == ["急的", "近的"]


def test_what_is_to_come_stands_by_the_day_on_which_it_begins(read, peach):
    today = timezone.localdate()
    for days in (5, 2):
        make_notice(f"{days}天后", places=[peach] if days == 5 else [], effective_from=today + timedelta(days=days))
    begun, over = today - timedelta(days=5), today - timedelta(days=2)
    make_notice("过去", places=[peach], effective_from=begun, effective_until=over)
    page = read("peach")
    assert headlines(section(page, "upcoming")) == ["2天后", "5天后"]
    assert "过去" not in page


@pytest.mark.parametrize("state", ["draft", "withdrawn", "scheduled"])
def test_what_is_not_public_is_not_there(read, peach, state):
    fields = {
        "draft": {"state": "draft", "publish_at": None},
        "withdrawn": {"state": "withdrawn", "withdrawn_at": timezone.now(), "withdrawn_reason": "有误"},
        "scheduled": {"publish_at": timezone.now() + timedelta(hours=1)},
    }[state]
    for make in (make_notice, make_answer, make_article):
        make("不宜公开", places=[peach], **fields)
    assert "不宜公开" not in read("peach")


def test_answers_and_articles_about_what_lies_in_it_are_there(read, east, peach):
    make_answer("路灯不亮？", places=[peach])
    make_article("老楼装上了电梯", places=[peach])
    make_article("别处的事", places=[make_place("禾西区")])
    page = read("east")
    assert "路灯不亮？" in section(page, "answers")
    assert "老楼装上了电梯" in section(page, "articles")
    assert "别处的事" not in page


def test_a_long_list_is_cut_and_leads_on(read, peach, monkeypatch):
    for name in ("LOCAL", "CITYWIDE", "UPCOMING", "ANSWERS"):
        monkeypatch.setattr(place_page, name, 1)
    later = {"effective_from": timezone.localdate() + timedelta(days=3)}
    ways = {
        "in-force": "/notices/?place=peach&amp;status=in_force",
        "citywide": "/notices/?status=in_force",
        "upcoming": "/notices/?place=peach&amp;status=upcoming",
        "answers": "/questions/?place=peach",
    }
    for number in range(2):
        page = read("peach")
        assert not [way for way in ways.values() if f'class="button" href="{way}"' in page]
        make_notice(f"此地{number}", places=[peach])
        make_notice(f"全市{number}")
        make_notice(f"以后{number}", places=[peach], **later)
        make_answer(f"问{number}？", places=[peach])
    page = read("peach")
    for name, way in ways.items():
        assert f'class="button" href="{way}"' in section(page, name), name
        assert len(re.findall("<h3", section(page, name))) == 1, name


def test_the_offices_that_have_their_seat_there_can_be_rung(read, east, peach):
    make_authority("青禾市自来水公司", number="0000-5550 130", place=peach, address="滨河路21号")
    make_authority("别处的单位", number="5550199", place=make_place("禾西区"))
    offices = section(read("east"), "hotlines")
    assert 'href="tel:00005550130"' in offices
    assert "滨河路21号" in offices
    assert headlines(offices) == ["青禾市自来水公司"]


def test_the_desks_that_serve_it_stand_the_nearest_first(read, east, peach):
    make_desk("全市热线")
    make_desk("全区随手拍", place=east)
    make_desk("码上问需", place=peach)
    make_desk("别处问需", place=make_place("禾西区"))
    make_desk("已关门", place=peach, closes_on=timezone.localdate() - timedelta(days=1))
    make_desk("征求意见", kind=Desk.Kind.COMMENTS, publishes_answers=False, shown_from=timezone.now())
    assert re.findall("<strong>(.*?)</strong>", section(read("peach"), "desks")) == [
        "码上问需",
        "全区随手拍",
        "全市热线",
    ]


def test_a_place_of_which_nothing_is_known_says_so(read, east):
    page = read("east")
    assert 'class="empty"' in page
    assert re.findall(r'aria-labelledby="([a-z-]+)"', page) == ["in-force", "follow"]


def test_its_calendar_and_its_feed_are_offered(read, settings, east):
    page = read("east")
    assert f'href="{reverse("notices:place_calendar", args=["east"])}"' in page
    assert f'<a href="{reverse("place_feed", args=["east"])}"' in page
    for edition in ("", "/elder"):
        assert f'title="禾东区 (Atom)" href="{settings.SITE_URL}/feeds/places/east/"' in read("east", edition)
    assert "/elder/feeds/places/" not in read("east", "/elder")
