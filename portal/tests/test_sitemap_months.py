"""The files of what was published, month by month of the city."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.models import Article
from portal.sitemaps import monthly
from portal.testing import make_answer, make_article, make_notice, put
from portal.tests.sitemaps import PROTOCOL, make_bulletin, schema, told, tree

pytestmark = pytest.mark.django_db
FILE = "/sitemap-article-2026-11-1.xml"


@pytest.fixture(autouse=True)
def _now(time_machine):
    time_machine.move_to("2026-11-22 18:00 +0800", tick=False)


def city(*parts):
    return timezone.make_aware(datetime(*parts))


def withdraw(item):
    put(item, state="withdrawn", withdrawn_at=timezone.now(), withdrawn_reason="事实有误")


def test_a_file_says_exactly_this(client):
    article = make_article(publish_at=city(2026, 11, 22, 9, 30))
    Article.objects.update(updated_at=city(2026, 11, 22, 10))
    assert client.get(FILE).content.decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        f"<url><loc>http://127.0.0.1:8000/articles/{article.pk}/</loc>"
        "<lastmod>2026-11-22T10:00:00+08:00</lastmod></url></urlset>"
    )


def test_a_file_keeps_the_schema_of_sitemaps_org(client):
    rules = schema()
    make_article(title="A & <B>")
    make_answer()
    for path in (FILE, "/sitemap-answer-2026-11-1.xml", "/sitemap-pages.xml"):
        rules.assertValid(tree(client, path))


def test_the_schema_refuses_what_is_no_sitemap(client):
    rules = schema()
    make_article()
    root = tree(client, FILE)
    root[0].insert(0, root[0].find(f"{PROTOCOL}lastmod"))
    assert not rules.validate(root)


def test_every_kind_has_its_files_one_that_is_added_later_too(client):
    items = {
        "article": make_article(),
        "answer": make_answer(),
        "notice": make_notice(),
        "bulletin": make_bulletin(),
    }
    for name, item in items.items():
        assert list(told(client, f"/sitemap-{name}-2026-11-1.xml")) == [item.get_absolute_url()]


def test_a_month_begins_and_ends_with_the_citys_midnight(client):
    moments = {
        city(2026, 9, 30, 23, 59, 59): "09",
        city(2026, 10, 1): "10",
        city(2026, 10, 31, 23, 59, 59): "10",
        city(2026, 11, 1): "11",
    }
    # By the clock of Greenwich the last second of September and the first of October lie in the same month.
    assert datetime(2026, 9, 30, 16, tzinfo=UTC) in moments
    articles = [(make_article(publish_at=moment).get_absolute_url(), month) for moment, month in moments.items()]
    for month in ("09", "10", "11"):
        expected = [path for path, of in articles if of == month]
        assert list(told(client, f"/sitemap-article-2026-{month}-1.xml")) == expected


def test_a_year_ends_with_the_citys_midnight(client):
    last, first = make_article(publish_at=city(2025, 12, 31, 23, 59, 59)), make_article(publish_at=city(2026, 1, 1))
    assert list(told(client, "/sitemap-article-2025-12-1.xml")) == [last.get_absolute_url()]
    assert list(told(client, "/sitemap-article-2026-01-1.xml")) == [first.get_absolute_url()]


def test_a_month_of_much_is_cut_into_parts_that_miss_nothing_and_say_nothing_twice(client, monkeypatch):
    monkeypatch.setattr(monthly, "PER_FILE", 3)
    # All but one at the same second, so that a part begins between two of them, and keys in no order of time.
    articles = [make_article(publish_at=city(2026, 11, 3)) for _ in range(6)]
    articles = [make_article(publish_at=city(2026, 11, 2)), *articles]
    parts = [list(told(client, f"/sitemap-article-2026-11-{part}.xml")) for part in (1, 2, 3)]
    assert [len(part) for part in parts] == [3, 3, 1]
    assert sum(parts, []) == [article.get_absolute_url() for article in articles]
    assert client.get("/sitemap-article-2026-11-4.xml").status_code == 404


def test_a_full_part_has_no_empty_one_behind_it(client, monkeypatch):
    monkeypatch.setattr(monthly, "PER_FILE", 3)
    for _ in range(3):
        make_article()
    assert len(told(client, FILE)) == 3
    assert client.get("/sitemap-article-2026-11-2.xml").status_code == 404


@pytest.mark.parametrize(
    "file",
    [
        "article-2026-10-1",
        "article-2026-12-1",
        "article-2026-13-1",
        "article-2026-00-1",
        "article-2026-11-0",
        "article-2026-11-2",
        "article-2026-11-5001",
        f"article-2026-11-{10**30}",
        "article-1000-01-1",
        "article-2999-12-1",
        "desk-2026-11-1",
        "user-2026-11-1",
        "article-2026-11",
    ],
)
def test_a_file_that_there_is_not_is_not_found(client, file):
    make_article()
    assert client.get(f"/sitemap-{file}.xml").status_code == 404


def test_an_item_under_embargo_is_there_from_its_second_on_and_no_cache_keeps_the_file_past_it(client, time_machine):
    early, late = make_article(), make_article(publish_at=city(2026, 11, 22, 18, 0, 20))
    response = client.get(FILE)
    assert response["Cache-Control"] == "public, max-age=20"
    assert list(told(client, FILE)) == [early.get_absolute_url()]
    time_machine.move_to(late.publish_at - timedelta(seconds=1), tick=False)
    assert late.get_absolute_url() not in told(client, FILE)
    time_machine.move_to(late.publish_at, tick=False)
    assert late.get_absolute_url() in told(client, FILE)
    assert client.get(FILE)["Cache-Control"] == "public, max-age=60"


def test_that_there_is_no_file_yet_is_not_kept_past_its_first_item(client, time_machine):
    article = make_article(publish_at=city(2026, 11, 22, 18, 0, 20))
    missing = client.get(FILE)
    assert (missing.status_code, missing["Cache-Control"]) == (404, "public, max-age=20")
    time_machine.move_to(article.publish_at, tick=False)
    assert list(told(client, FILE)) == [article.get_absolute_url()]


def test_what_is_withdrawn_is_gone_at_once(client):
    kept, gone = make_article(), make_article()
    assert gone.get_absolute_url() in told(client, FILE)
    withdraw(gone)
    assert list(told(client, FILE)) == [kept.get_absolute_url()]
    withdraw(kept)
    assert client.get(FILE).status_code == 404


def test_the_last_change_is_the_one_that_the_page_itself_tells(client, time_machine):
    article = make_article(publish_at=city(2026, 11, 22, 17))
    path = article.get_absolute_url()

    def both():
        [on_page] = [
            part.partition('"')[0] for part in client.get(path).content.decode().split('"dateModified": "')[1:]
        ]
        return told(client, FILE)[path], timezone.localtime(datetime.fromisoformat(on_page)).isoformat()

    Article.objects.update(updated_at=city(2026, 11, 20))
    assert both() == ("2026-11-22T17:00:00+08:00",) * 2
    article.title = "另一个标题"
    article.save()
    assert both() == ("2026-11-22T18:00:00+08:00",) * 2
    time_machine.move_to("2026-11-22 19:00 +0800", tick=False)
    article.correct(article.author, "原文“11月21日”应为“11月22日”。")
    assert both() == ("2026-11-22T19:00:00+08:00",) * 2


def test_a_step_on_the_way_through_the_reviews_is_no_change(client, final_reviewer):
    article = make_article(needs_later_review=True)
    Article.objects.update(updated_at=timezone.now() - timedelta(hours=1))
    before = told(client, FILE)
    article.decide("review", final_reviewer)
    assert told(client, FILE) == before


@pytest.mark.parametrize("number", [3, 60])
def test_a_file_asks_four_queries_however_much_it_holds(client, django_assert_max_num_queries, number):
    for _ in range(number):
        make_article().correct(make_article().author, "更正。")
    with django_assert_max_num_queries(4):
        assert len(told(client, FILE)) == 2 * number
