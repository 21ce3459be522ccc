"""The elder edition is a place of its own: links stay inside it, and machines know the one address."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import set_script_prefix
from django.utils.safestring import SafeString, mark_safe

from portal.testing import make_article, make_column
from portal.tests.public_site import EDITIONS, STATUS
from web.templatetags.editions import in_edition


def links(page):
    return re.findall(r'<a [^>]*?href="([^"]+)"', page)


def test_every_link_of_the_elder_edition_stays_inside_it(printed):
    paths = {name: page.path for name, page in printed("").items()}
    for name, page in printed("/elder").items():
        outside = {link for link in links(page.text) if link.startswith("/") and not link.startswith("/elder/")}
        # The one way out is the same page of the standard edition; feeds are for programs, which know one edition.
        feeds = {link for link in outside if link.startswith("/feeds/") and link != paths[name]}
        assert outside - feeds == {paths[name]}, name


def test_no_link_of_the_standard_edition_leads_into_the_elder_one_but_the_switch(printed):
    for name, page in printed("").items():
        assert {link for link in links(page.text) if link.startswith("/elder")} == {f"/elder{page.path}"}, name


@pytest.mark.parametrize("edition", EDITIONS)
def test_both_editions_name_the_standard_address_as_canonical(printed, settings, edition):
    paths = {name: page.path for name, page in printed("").items()}
    for name, page in printed(edition).items():
        if name not in STATUS:
            assert f'<link rel="canonical" href="{settings.SITE_URL}{paths[name]}">' in page.text, name


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_page_number_goes_along_to_the_other_edition_and_into_the_canonical_address(client, db, settings, edition):
    column = make_column(slug="yaowen")
    for index in range(21):
        make_article(f"第{index}条", column=column)
    page = client.get(f"{edition}/news/yaowen/?page=2").content.decode()
    other = "" if edition else "/elder"
    assert f'href="{other}/news/yaowen/?page=2"' in page
    assert f'<link rel="canonical" href="{settings.SITE_URL}/news/yaowen/?page=2">' in page


@pytest.mark.parametrize("path", ["//evil.example/", "///evil.example/x", "/%2Fevil.example/"])
def test_no_address_can_make_a_page_link_to_another_host(client, db, path):
    page = client.get(f"/elder{path}").content.decode()
    assert not [link for link in links(page) if link.startswith("//") or urlsplit(link).netloc]


@pytest.fixture
def elder_prefix():
    set_script_prefix("/elder/")
    yield
    set_script_prefix("/")


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("/articles/3/", "/elder/articles/3/"),
        ("/hotlines/#water", "/elder/hotlines/#water"),
        ("http://127.0.0.1:8000/topics/", "/elder/topics/"),
        ("/media/photos/a.jpg", "/media/photos/a.jpg"),
        ("/static/a.css", "/static/a.css"),
        ("/elder/topics/", "/elder/topics/"),
        ("//elsewhere.example/a", "//elsewhere.example/a"),
        ("https://elsewhere.example/a", "https://elsewhere.example/a"),
        ("tel:5550100", "tel:5550100"),
        ("#section-1", "#section-1"),
    ],
)
def test_links_in_a_stored_text_follow_the_edition(elder_prefix, settings, stored, shown):
    settings.SITE_URL = "http://127.0.0.1:8000"
    assert in_edition(mark_safe(f'<a href="{stored}">此处</a>')) == f'<a href="{shown}">此处</a>'  # noqa: S308


def test_a_stored_text_is_unchanged_in_the_standard_edition():
    text = SafeString('<a href="/articles/3/">此处</a>')
    assert in_edition(text) is text
