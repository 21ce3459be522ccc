"""The pages that stay."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from portal.robots import CLOSED
from portal.testing import make_article, make_authority, make_contributor, make_desk, make_place, make_topic
from portal.tests.addresses import routes
from portal.tests.public_site import make_paper
from portal.tests.sitemaps import told
from questions.tests.comments_desk import comments_desk

pytestmark = pytest.mark.django_db
FILE = "/sitemap-pages.xml"


def canonical(page):
    return f'<link rel="canonical" href="{settings.SITE_URL}{page}">'


def test_each_answers_and_names_itself_as_canonical(client):
    make_paper()
    for path in told(client, FILE):
        page = client.get(path)
        assert page.status_code == 200, path
        assert canonical(path) in page.content.decode(), path
        assert "noindex" not in page.content.decode(), path


def test_no_public_page_of_one_fixed_address_is_forgotten(client):
    make_paper()
    fixed = {route for route in routes() if "<" not in route and "(" not in route and not route.startswith("/admin/")}
    listed = told(client, FILE)
    for path in sorted(fixed):
        page = client.get(path)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            is_closed = "noindex" in page.content.decode() or path.startswith(CLOSED)
            assert (path in listed) == (not is_closed), path


def test_columns_topics_people_places_authorities_and_desks_are_in_it(client):
    person, place, authority, desk = make_contributor(), make_place(), make_authority(), make_desk()
    article = make_article()
    topic = make_topic(articles=[article])
    things = (article.column, topic, person, place, authority, desk)
    assert {thing.get_absolute_url() for thing in things} <= set(told(client, FILE))


def test_nothing_stands_in_it_that_is_closed_searched_paged_or_a_copy(client):
    make_paper(60)
    for path in told(client, FILE):
        assert "?" not in path
        assert not path.startswith(("/elder/", *CLOSED))
        assert not path.endswith("/ask/")


def test_a_topic_is_in_it_from_its_first_article_on(client, time_machine):
    time_machine.move_to("2026-11-22 18:00 +0800", tick=False)
    article = make_article(publish_at=timezone.now() + timedelta(seconds=20))
    topic = make_topic(articles=[article])
    assert client.get(FILE)["Cache-Control"] == "public, max-age=20"
    assert topic.get_absolute_url() not in told(client, FILE)
    time_machine.shift(timedelta(seconds=20))
    assert topic.get_absolute_url() in told(client, FILE)


def test_a_desk_for_comments_is_in_it_from_the_moment_on_when_its_matter_is_public(client, time_machine):
    time_machine.move_to("2026-11-22 18:00 +0800", tick=False)
    shown_from = timezone.now() + timedelta(seconds=20)
    desk = comments_desk(shown_from=shown_from)
    assert client.get(FILE)["Cache-Control"] == "public, max-age=20"
    assert desk.get_absolute_url() not in told(client, FILE)
    time_machine.shift(timedelta(seconds=20))
    assert desk.get_absolute_url() in told(client, FILE)


@pytest.mark.parametrize("number", [3, 60])
def test_eight_queries_however_many_there_are(client, django_assert_max_num_queries, number):
    for index in range(number):
        make_place(f"第{index}区", slug=f"place-{index}")
    with django_assert_max_num_queries(8):
        assert len(told(client, FILE)) > number
