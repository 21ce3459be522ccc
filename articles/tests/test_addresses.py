"""Addresses that lead nowhere say so, and never break."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from portal.testing import make_article, make_column

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "path",
    [
        "/news/nowhere/",
        "/topics/nowhere/",
        "/contributors/nobody/",
        "/articles/999999/",
        "/archive/2026/02/30/",
        "/archive/2026/13/",
        "/archive/2026/00/01/",
        "/archive/26/01/01/",
    ],
)
@pytest.mark.parametrize("edition", ["", "/elder"])
def test_an_address_that_nothing_has_is_a_404(client, edition, path):
    assert client.get(edition + path).status_code == 404


@pytest.mark.parametrize("number", ["0", "-1", "999999", "abc", "1.5", "", "²"])
def test_a_page_number_that_no_page_has_is_a_404(client, number):
    make_article(column=make_column(slug="yaowen"))
    assert client.get("/news/yaowen/", {"page": number}).status_code == 404


def test_a_draft_has_no_address_yet(client):
    draft = make_article(state="draft", publish_at=None)
    assert client.get(draft.get_absolute_url()).status_code == 404


def test_a_withdrawn_article_says_when_and_why(client):
    moment = timezone.make_aware(datetime(2026, 11, 20, 9, 5))
    article = make_article(state="withdrawn", withdrawn_at=moment, withdrawn_reason="报名时间写错")
    answer = client.get(article.get_absolute_url())
    assert answer.status_code == 410
    assert "报名时间写错" in answer.content.decode()
    assert "2026年11月20日 09:05" in answer.content.decode()
    assert "商量了大半年" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/archive/1000/01/", "/archive/1000/01/01/", "/archive/2999/12/"])
def test_the_ends_of_the_calendar_do_not_break_the_archive(client, path):
    make_article()
    assert client.get(path).status_code == 200


def test_the_archive_leads_back_as_far_as_the_paper_goes_and_no_further(client):
    make_article(publish_at=timezone.make_aware(datetime(2026, 3, 1, 0, 5)))
    assert 'rel="prev" href="/archive/2026/03/"' in client.get("/archive/2026/04/").content.decode()
    assert 'rel="prev"' not in client.get("/archive/2026/03/").content.decode()


def test_the_calendar_links_the_days_with_articles_and_marks_the_shown_one(client):
    make_article(publish_at=timezone.make_aware(datetime(2026, 3, 5, 0, 5)))
    page = client.get("/archive/2026/03/05/").content.decode()
    assert '<a href="/archive/2026/03/05/" aria-current="date">5</a>' in page
    assert '<a href="/archive/2026/03/04/"' not in page
    assert "<span>4</span>" in page


def test_the_archive_opens_at_the_newest_day_of_the_citys_calendar(client):
    # Five past midnight in the city is still the day before in London.
    make_article(publish_at=timezone.make_aware(datetime(2026, 3, 5, 0, 5)))
    assert client.get("/archive/").headers["Location"] == "/archive/2026/03/05/"
    assert date(2026, 3, 5).isoformat() in client.get("/archive/2026/03/05/").content.decode()
