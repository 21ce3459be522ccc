"""What Google News is told: the last two days."""

from datetime import timedelta

import pytest
from django.utils import timezone

from portal.sitemaps import news
from portal.testing import make_answer, make_article, make_notice
from portal.tests.sitemaps import make_bulletin, stories

pytestmark = pytest.mark.django_db
FILE = "/sitemap-news.xml"
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to("2026-11-22 18:00 +0800", tick=False)


def ago(**span):
    return timezone.now() - timedelta(**span)


def test_a_file_says_exactly_this(client):
    article = make_article(title="甲 & <乙>", publish_at=ago(hours=1))
    assert client.get(FILE).content.decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>http://127.0.0.1:8000/articles/{article.pk}/</loc><news:news>"
        "<news:publication><news:name>青禾晚报</news:name><news:language>zh-cn</news:language></news:publication>"
        "<news:publication_date>2026-11-22T17:00:00+08:00</news:publication_date>"
        "<news:title>甲 &amp; &lt;乙&gt;</news:title></news:news></url></urlset>"
    )


def test_all_kinds_are_news_the_newest_first(client):
    items = [
        make_bulletin(publish_at=ago(hours=1)),
        make_notice(publish_at=ago(hours=2)),
        make_article(publish_at=ago(hours=3)),
        make_answer(publish_at=ago(hours=4)),
    ]
    assert [(path, title) for path, title, _moment in stories(client)] == [
        (item.get_absolute_url(), str(item)) for item in items
    ]


def test_a_paper_that_published_nothing_lately_has_an_empty_file(client):
    make_article(publish_at=ago(days=3))
    assert stories(client) == []


def test_news_are_news_for_two_days_to_the_second(client, time_machine):
    article = make_article(publish_at=ago(days=2) + timedelta(seconds=30))
    assert client.get(FILE)["Cache-Control"] == "public, max-age=30"
    time_machine.move_to(article.publish_at + timedelta(days=2) - SECOND, tick=False)
    assert len(stories(client)) == 1
    time_machine.shift(SECOND)
    assert stories(client) == []


def test_an_item_under_embargo_is_there_from_its_second_on_and_no_cache_keeps_the_file_past_it(client, time_machine):
    article = make_article(publish_at=timezone.now() + timedelta(seconds=20))
    assert client.get(FILE)["Cache-Control"] == "public, max-age=20"
    time_machine.move_to(article.publish_at - SECOND, tick=False)
    assert stories(client) == []
    time_machine.move_to(article.publish_at, tick=False)
    assert len(stories(client)) == 1


def test_what_is_withdrawn_is_gone_at_once(client):
    make_article(state="withdrawn", withdrawn_at=timezone.now(), withdrawn_reason="事实有误")
    assert stories(client) == []


def test_the_newest_are_taken_where_there_are_too_many(client, monkeypatch):
    monkeypatch.setattr(news, "MOST", 3)
    articles = [make_article(publish_at=ago(hours=hours)) for hours in (5, 1, 3)]
    answer = make_answer(publish_at=ago(hours=2))
    assert [path for path, *_rest in stories(client)] == [
        item.get_absolute_url() for item in (articles[1], answer, articles[2])
    ]


def test_a_title_that_xml_cannot_write_is_written_without_that(client):
    make_article(title="甲\x0b乙\ufffe")
    assert [title for _path, title, _moment in stories(client)] == ["甲乙"]


@pytest.mark.parametrize("number", [3, 60])
def test_a_query_for_each_kind_and_one_more(client, django_assert_num_queries, number):
    for _ in range(number):
        make_article()
    with django_assert_num_queries(5):
        assert len(stories(client)) == number
