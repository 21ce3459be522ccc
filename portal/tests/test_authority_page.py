"""An authority's page: how to reach it, and everything public that comes from it."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from directory.models import Hotline
from portal import authority_page
from portal.testing import make_answer, make_article, make_authority, make_notice, make_place
from portal.tests.sections import headlines, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def water():
    street = make_place("望河街道", parent=make_place("禾东区"))
    return make_authority("青禾市自来水公司", "0000-5550 130", slug="water", address="滨河路21号", place=street)


@pytest.fixture
def bus():
    return make_authority("青禾市公交公司", "5550140", slug="bus")


@pytest.fixture
def read(client):
    def read(slug="water", edition=""):
        answer = client.get(f"{edition}/authorities/{slug}/")
        assert answer.status_code == 200
        return answer.content.decode()

    return read


def period(begins, ends=None):
    """Fields of a notice that holds from `begins` to `ends`, in days from today."""
    today = timezone.localdate()
    return {
        "effective_from": today + timedelta(days=begins),
        "effective_until": None if ends is None else today + timedelta(days=ends),
    }


def test_there_is_no_page_for_an_authority_that_there_is_not(client, water):
    assert client.get("/authorities/nobody/").status_code == 404


def test_it_tells_its_name_its_kind_its_seat_and_its_numbers_with_their_hours(read, water):
    Hotline.objects.create(authority=water, number="5550131", purpose="水费查询", hours="每天8:00—18:00", order=1)
    page = read()
    assert "<h1>青禾市自来水公司</h1>" in page
    assert water.get_kind_display() in page
    assert "滨河路21号" in page
    assert f'<a href="{water.place.get_absolute_url()}">禾东区 › 望河街道</a>' in page
    numbers = section(page, "hotlines")
    assert re.findall(r'href="(tel:\d+)"', numbers) == ["tel:00005550130", "tel:5550131"]
    assert "水费查询" in numbers
    assert "每天8:00—18:00" in numbers


def test_one_without_a_number_says_so(read):
    make_authority("青禾市档案馆", number=None, slug="archive")
    assert "<p>" in section(read("archive"), "hotlines")


def test_its_notices_stand_by_what_they_are_now(read, water, bus):
    make_notice("现在停水", authority=water)
    for title, begins, ends in [("以后", 9, None), ("先来", 3, 5), ("早过了", -9, -8), ("刚过", -3, -1)]:
        make_notice(title, authority=water, **period(begins, ends))
    make_notice("别家的", authority=bus)
    page = read()
    assert headlines(section(page, "in-force")) == ["现在停水"]
    assert headlines(section(page, "upcoming")) == ["先来", "以后"]
    assert headlines(section(page, "over")) == ["刚过", "早过了"]
    assert "别家的" not in page


def test_its_answers_and_the_articles_that_quote_it_are_there(read, water, bus):
    make_answer("水费怎么翻番？", authority=water)
    make_answer("车为什么不来？", authority=bus)
    make_article("给水管穿衣", advised_by=water)
    make_article("文庙巷铺水管", hotline=water.hotlines.get())
    make_article("两样都有", hotline=water.hotlines.get(), advised_by=water)
    make_article("公交改线", advised_by=bus, hotline=bus.hotlines.get())
    page = read()
    assert headlines(section(page, "answers")) == ["水费怎么翻番？"]
    assert section(page, "articles").count("<li>") == 3
    assert "车为什么不来？" not in page
    assert "公交改线" not in page


@pytest.mark.parametrize("fields", [{"state": "draft"}, {"publish_at": timezone.now() + timedelta(hours=1)}])
def test_what_is_not_public_is_not_there(read, water, fields):
    make_notice("不宜公开", authority=water, **fields)
    make_answer("不宜公开", authority=water, **fields)
    make_article("不宜公开", advised_by=water, **fields)
    assert "不宜公开" not in read()


def test_a_long_list_is_cut_and_leads_on(read, water, monkeypatch):
    for name in ("IN_FORCE", "UPCOMING", "OVER", "ANSWERS"):
        monkeypatch.setattr(authority_page, name, 1)
    ways = {
        "in-force": "/notices/?authority=water&amp;status=in_force",
        "upcoming": "/notices/?authority=water&amp;status=upcoming",
        "over": "/notices/?authority=water&amp;status=over",
        "answers": "/questions/?authority=water",
    }
    for number in range(2):
        page = read()
        assert not [way for way in ways.values() if f'class="button" href="{way}"' in page]
        make_answer(f"问{number}？", authority=water)
        for begins, ends in [(0, None), (3, None), (-9, -2)]:
            make_notice(f"公告{number}", authority=water, **period(begins, ends))
    page = read()
    for name, way in ways.items():
        assert f'class="button" href="{way}"' in section(page, name), name
        assert len(re.findall("<h3", section(page, name))) == 1, name


def test_it_leads_to_its_calendar_its_feed_and_how_it_answers(read, settings, water):
    page = read()
    assert f'href="{reverse("notices:authority_calendar", args=["water"])}"' in page
    assert f'<a href="{reverse("authority_feed", args=["water"])}"' in page
    assert f'href="{reverse("questions:accountability")}"' in section(page, "follow")
    for edition in ("", "/elder"):
        assert f'href="{settings.SITE_URL}/feeds/authorities/water/"' in read(edition=edition)
    assert "/elder/feeds/authorities/" not in read(edition="/elder")


def test_the_hotline_page_an_answer_and_an_article_lead_to_it(client, water):
    way = f'href="{water.get_absolute_url()}"'
    answer, notice = make_answer(authority=water), make_notice(authority=water, hotline=water.hotlines.get())
    article = make_article(hotline=water.hotlines.get(), advised_by=water, steps=["关阀"])
    for path in ("/hotlines/", answer.get_absolute_url(), notice.get_absolute_url(), article.get_absolute_url()):
        assert way in client.get(path).content.decode(), path


def test_an_answer_an_article_and_a_notice_lead_to_their_place(client, water):
    place = water.place
    items = [make_answer(places=[place]), make_article(places=[place]), make_notice(places=[place])]
    for item in items:
        assert f'href="{place.get_absolute_url()}"' in client.get(item.get_absolute_url()).content.decode(), item
