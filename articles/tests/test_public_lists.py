"""Lists over several pages, and the ways between the articles of a topic."""

import pytest

from articles.related import topic_positions
from portal.testing import make_article, make_column, make_topic
from web import pagination

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_a_page(monkeypatch):
    """Twelve articles in 要闻, two to a page."""
    monkeypatch.setattr(pagination.BoundedPaginator.__init__, "__defaults__", (2,))
    column = make_column(slug="yaowen")
    return [make_article(f"第{index}条", column=column) for index in range(12)]


def test_a_page_in_the_middle_has_both_neighbours_and_the_numbers_round_it(client, two_a_page):
    page = client.get("/news/yaowen/?page=4").content.decode()
    assert '<a rel="prev" href="?page=3">上一页</a>' in page
    assert '<a rel="next" href="?page=5">下一页</a>' in page
    assert '<a href="?page=4" aria-current="page">4</a>' in page


def test_the_ends_have_one_neighbour(client, two_a_page):
    first, last = (client.get(f"/news/yaowen/?page={n}").content.decode() for n in (1, 6))
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in last


def test_a_single_page_has_no_numbers(client):
    make_article(column=make_column(slug="yaowen"))
    assert "page-numbers" not in client.get("/news/yaowen/").content.decode()


def test_a_column_longer_than_its_pages_points_to_the_archive(client, two_a_page, monkeypatch):
    assert 'class="older"' not in client.get("/news/yaowen/?page=6").content.decode()
    monkeypatch.setattr(pagination, "MOST_PAGES", 3)
    assert 'class="older"' in client.get("/news/yaowen/?page=3").content.decode()
    assert client.get("/news/yaowen/?page=4").status_code == 404


def test_an_article_knows_its_place_and_its_neighbours_in_the_topic(client):
    first, draft, second, third = (
        make_article("甲"),
        make_article("稿", state="draft", publish_at=None),
        make_article("乙"),
        make_article("丙"),
    )
    make_topic(articles=[first, draft, second, third])
    (position,), _others = topic_positions(second)
    assert (position.number, position.total) == (2, 3)
    assert (position.previous, position.next) == (first, third)
    page = client.get(second.get_absolute_url()).content.decode()
    assert "第2篇/共3篇" in page
    assert f'rel="prev" href="{first.get_absolute_url()}"' in page
    assert f'rel="next" href="{third.get_absolute_url()}"' in page


def test_the_ends_of_a_topic_have_one_neighbour(client):
    articles = [make_article(title) for title in "甲乙"]
    make_topic(articles=articles)
    first, last = (client.get(article.get_absolute_url()).content.decode() for article in articles)
    assert 'rel="prev"' not in first
    assert 'rel="next"' not in last
