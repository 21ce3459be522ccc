"""Every answer tells browsers what its page may not do, and who else may show it."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings

from portal.testing import make_article, make_photo
from portal.tests.addresses import address, routes
from portal.tests.public_site import EDITIONS

PERMISSIONS, RESOURCE = "Permissions-Policy", "Cross-Origin-Resource-Policy"
# What is made to stand elsewhere: in feed readers, calendars, other people's programs.
FOR_ALL = {
    "/.well-known/security.txt",
    "/robots.txt",
    "/sitemap.xml",
    "/feeds/all/",
    "/feeds/all/rss.xml",
    "/feeds/all/feed.json",
    "/notices/calendar.ics",
    "/notices/cap.atom",
    "/notices/data.csv",
    "/notices/data.json",
    "/questions/accountability/table.csv",
}


# What a parameter might be called that says where to go next.
NAMES = ("next", "url", "to", "back", "return", "return_to", "redirect", "continue", "goto", "target", "_next")


def walk(client, paths, methods=("get", "post")):
    """Ask for every one of `paths` by each of `methods`; return {path: what was said}, of the first of them."""
    client.raise_request_exception = False  # what breaks says both too
    elsewhere, said = dict.fromkeys(NAMES, "/nowhere-at-all/"), {}
    for path in paths:
        for method in methods:
            response = getattr(client, method)(path, elsewhere)
            said.setdefault(path, response)
            assert "camera=()" in response[PERMISSIONS], path
            where = urlsplit(response.get("Location", ""))
            assert (where.netloc, "nowhere-at-all" in where.path) == ("", False), path
            is_page = response.get("Content-Type", "").startswith("text/html")
            kinds = {"same-origin"} if is_page or path.startswith("/admin/") else {"same-origin", "cross-origin"}
            assert response[RESOURCE] in kinds, path
    return said


@pytest.mark.django_db
def test_every_answer_says_both_and_sends_nobody_where_a_parameter_says(client):
    said = walk(client, {address(route, "1") for route in routes()} | {"/nowhere/", "/about", "/static/css/site.css"})
    assert len(said) > 130
    assert {response.status_code for response in said.values()} >= {200, 301, 302, 404, 405}
    assert {path: said[path][RESOURCE] for path in FOR_ALL} == dict.fromkeys(FOR_ALL, "cross-origin")


@pytest.mark.django_db
def test_every_answer_of_the_desk_does_too(as_person, final_reviewer):
    desk = {address(route, "1") for route in routes() if route.startswith("/admin/")} - {"/admin/logout/"}
    # A form that holds nothing is given back as it is: posting it would say nothing more.
    assert len(walk(as_person(final_reviewer), sorted(desk), methods=("get",))) > 80


def test_no_page_of_either_edition_may_be_taken_in_by_another_site(printed):
    for edition in EDITIONS:
        for page in printed(edition).values():
            assert page.headers[RESOURCE] == "same-origin", page.path
            assert page.headers[PERMISSIONS], page.path


@pytest.mark.django_db
def test_every_picture_that_a_feed_names_lies_where_others_may_show_it(client):
    make_article(lead_photo=make_photo())
    for feed in ("/feeds/all/", "/feeds/all/rss.xml", "/feeds/all/feed.json"):
        named = set(re.findall(r"https?://[^\s\"'<>&\\]+\.(?:webp|jpe?g|png|svg)", client.get(feed).content.decode()))
        assert named, feed
        assert all(path.startswith(f"{settings.SITE_URL}{settings.MEDIA_URL}") for path in named), feed


def test_static_files_may_be_shown_elsewhere(client):
    response = client.get("/static/css/site.css")
    assert response.status_code == 200
    assert response[RESOURCE] == "cross-origin"


def test_an_answer_that_sends_to_the_safe_address_says_both_too(client, settings):
    settings.SECURE_SSL_REDIRECT = True
    response = client.get("/about/")
    assert response.status_code == 301
    assert {PERMISSIONS, RESOURCE} <= set(response.headers)


@pytest.mark.django_db
def test_nothing_new_to_tell_changes_nothing_of_what_was_told(client):
    first = client.get("/feeds/all/")
    again = client.get("/feeds/all/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.get(RESOURCE)) == (304, None)


def test_the_manual_tells_the_proxy_the_same_of_pictures():
    manual = (settings.BASE_DIR / "docs/operations.md").read_text()
    assert f"{RESOURCE} cross-origin" in manual
