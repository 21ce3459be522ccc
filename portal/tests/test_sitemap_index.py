"""Which sitemaps there are."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from portal.sitemaps import monthly
from portal.testing import make_answer, make_article, make_notice, put
from portal.tests.sitemaps import make_bulletin, told

pytestmark = pytest.mark.django_db
ALWAYS = ["/sitemap-pages.xml", "/sitemap-news.xml"]


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to("2026-11-22 18:00 +0800", tick=False)


def city(*parts):
    return timezone.make_aware(datetime(*parts))


def named(client):
    """The files of months that the index names."""
    files = list(told(client, "/sitemap.xml"))
    assert files[:2] == ALWAYS
    return [file.removeprefix("/sitemap-").removesuffix(".xml") for file in files[2:]]


def test_an_empty_paper_has_its_standing_pages_and_news(client):
    assert client.get("/sitemap.xml").content.decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        "<sitemap><loc>http://127.0.0.1:8000/sitemap-pages.xml</loc></sitemap>"
        "<sitemap><loc>http://127.0.0.1:8000/sitemap-news.xml</loc></sitemap></sitemapindex>"
    )


def test_months_with_something_in_them_are_named_and_others_are_not(client):
    make_article(publish_at=city(2025, 12, 31, 23, 59, 59))
    make_article(publish_at=city(2026, 1, 1))
    make_article()
    make_answer(publish_at=city(2026, 10, 31, 23, 59, 59))
    make_notice(state="draft")
    make_bulletin()
    assert sorted(named(client)) == [
        "answer-2026-10-1",
        "article-2025-12-1",
        "article-2026-01-1",
        "article-2026-11-1",
        "bulletin-2026-11-1",
    ]


def test_every_file_that_is_named_is_there_and_together_they_hold_all_that_is_public(client, monkeypatch):
    monkeypatch.setattr(monthly, "PER_FILE", 3)
    monkeypatch.setattr(monthly, "AT_ONCE", 5)  # less than the months that are asked about
    for number in range(20):
        make_article(publish_at=city(2026, 11, 20) - timedelta(days=9 * number))
    make_article(publish_at=timezone.now() + timedelta(days=1))
    paths = [path for file in named(client) for path in told(client, f"/sitemap-{file}.xml")]
    assert sorted(paths) == sorted(item.get_absolute_url() for item in Article.objects.published())
    assert len(paths) == 20


@pytest.mark.parametrize(("items", "parts"), [(2, 1), (3, 1), (4, 2), (7, 3)])
def test_a_month_has_as_many_parts_as_it_needs(client, monkeypatch, items, parts):
    monkeypatch.setattr(monthly, "PER_FILE", 3)
    for _ in range(items):
        make_article(publish_at=city(2026, 10, 5))
    assert named(client) == [f"article-2026-10-{part}" for part in range(1, parts + 1)]


def test_the_present_month_is_always_right(client, monkeypatch, time_machine):
    monkeypatch.setattr(monthly, "PER_FILE", 1)
    assert named(client) == []
    first, _second = make_article(), make_article(publish_at=timezone.now() + timedelta(seconds=20))
    assert client.get("/sitemap.xml")["Cache-Control"] == "public, max-age=20"
    assert named(client) == ["article-2026-11-1"]
    time_machine.shift(timedelta(seconds=20))
    assert named(client) == ["article-2026-11-1", "article-2026-11-2"]
    put(first, state="draft").delete()
    assert named(client) == ["article-2026-11-1"]


def test_a_month_that_has_just_ended_is_counted_to_its_last_second(client, monkeypatch, time_machine):
    monkeypatch.setattr(monthly, "PER_FILE", 1)
    time_machine.move_to(city(2026, 11, 30, 23, 59, 58), tick=False)
    make_article(publish_at=city(2026, 11, 30, 23, 59, 57))
    make_article(publish_at=city(2026, 11, 30, 23, 59, 59))
    make_article(publish_at=city(2026, 12, 1))
    assert named(client) == ["article-2026-11-1"]
    time_machine.move_to(city(2026, 12, 1), tick=False)
    assert named(client) == ["article-2026-11-1", "article-2026-11-2", "article-2026-12-1"]


def test_months_that_are_over_are_counted_once_an_hour(client, django_assert_num_queries, time_machine):
    make_article(publish_at=city(2026, 9, 1))
    assert named(client) == ["article-2026-09-1"]
    make_article(publish_at=city(2026, 10, 1))
    time_machine.shift(timedelta(minutes=59))
    with django_assert_num_queries(2):
        assert named(client) == ["article-2026-09-1"]
    time_machine.shift(timedelta(minutes=2))
    assert named(client) == ["article-2026-09-1", "article-2026-10-1"]


def test_ten_years_of_four_kinds_are_counted_in_eight_queries(client, django_assert_max_num_queries):
    for make in (make_article, make_answer, make_notice, make_bulletin):
        make(publish_at=city(2016, 11, 1))
        make()
    with django_assert_max_num_queries(8):
        assert len(named(client)) == 8
