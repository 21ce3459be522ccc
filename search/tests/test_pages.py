"""Where the newsroom may lead readers: to pages of this site that are public, and known when they are gone."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.testing import make_answer, make_article, make_authority, make_desk, make_draft, make_place, make_topic
from search.models.target import page_at

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("/", "/"),
        ("/notices/", "/notices/"),
        (" /notices/?status=in_force ", "/notices/?status=in_force"),
        ("/hotlines/#water", "/hotlines/#water"),
        ("/hotlines", "/hotlines/"),
        ("/notices?status=in_force", "/notices/?status=in_force"),
        ("/elder/notices/", "/notices/"),
        ("/questions/track/", "/questions/track/"),
        ("/search/", "/search/"),
        ("https://news.example/notices/", "/notices/"),
        ("https://news.example", "/"),
    ],
)
def test_a_page_that_is_always_there_is_taken_however_it_is_written(typed, kept, settings):
    settings.SITE_URL = "https://news.example"
    assert page_at(typed) == (kept, None)


@pytest.mark.parametrize(
    "typed",
    [
        "https://news.example.org/notices/",
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "/\\elsewhere.example/",
        "javascript:alert(1)",
        "notices/",
        "/notices/ x",
        "/noti\u3000ces/",
        "/notices/\x00",
        "/nowhere/",
        "/admin/",
        "/admin/login/",
        "/elder/admin/",
        "/elder/elder/notices/",
        "/preview/abc/",
        "/questions/track/?code=ABC",
        "/questions/track/abcdefgh/",
        "/questions/referrals/abc/",
        "/media/photos/x.jpg",
        "/static/css/site.css",
        "/robots.txt",
        "/feeds/all.xml",
        "/notices/../admin/",
        "/articles/1/",
        "/archive/2026/11/22/",
        "/[",
    ],
)
def test_what_is_elsewhere_closed_a_file_or_not_there_is_refused(typed, settings):
    settings.SITE_URL = "https://news.example"
    with pytest.raises(ValidationError):
        page_at(typed)


def test_whatever_search_finds_is_taken_and_known():
    things = [make_article(), make_topic(articles=[make_article()]), make_answer(), make_place(), make_authority()]
    for thing in [*things, make_desk(name="另一个")]:
        address, entry = page_at(thing.get_absolute_url())
        assert (address, entry.object_id) == (thing.get_absolute_url(), thing.pk)


def test_what_is_not_public_is_refused(reporter, final_reviewer):
    withdrawn = make_article()
    withdrawn.decide("withdraw", final_reviewer, "写错了。")
    scheduled = make_article(publish_at=timezone.now() + timedelta(hours=1))
    for item in (make_draft(reporter), withdrawn, scheduled):
        with pytest.raises(ValidationError):
            page_at(item.get_absolute_url())
