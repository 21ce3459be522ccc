"""Whoever logs in or out lands on a page that is there and theirs to see, whatever address the link names."""

from types import SimpleNamespace
from urllib.parse import quote

import pytest
from django.urls import reverse

from portal.testing import make_article, make_draft

pytestmark = pytest.mark.django_db
INDEX = "/admin/"
HOSTILE = [
    "/nowhere",
    "/nowhere/",
    "/admin/nowhere/",
    "/accounts/profile/",
    "/articles/999999/",
    "/admin/articles/article/999999/change/",
    "/admin/articles/article/99999999999999999999/change/",
    "/admin/logout/",
    "/admin/login/",
    "/admin/login/?next=/admin/login/",
    "/admin/jsi18n/",
    "/notices/data.csv",
    "//evil.example",
    "///evil.example",
    "////evil.example/admin/",
    "/\\evil.example",
    "/admin/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/admin/",
    "https:evil.example",
    "https:///evil.example",
    "http://testserver@evil.example/admin/",
    "http://[evil",
    "javascript:alert(1)",
    "data:text/html,a",
    "admin/",
    "?next=",
    "\x00/admin/",
    "/admin/\x00",
    "/admin/\r\nSet-Cookie: a=b",
    "/admin/%0d%0aSet-Cookie:%20a=b",
    "\t//evil.example",
    "/\t/evil.example",
    "/%09/evil.example",
    "/admin/../nowhere",
    "/%2Fevil.example",
    "/admin/" + "a" * 10_000,
    "/elder/admin/",
    "/admin/articles/article/?publish_at__year=9999",
    "　",
]


def log_in(client, target, username="reporter"):
    right = {"username": username, "password": "correct horse battery"}
    return client.post(f"/admin/login/?next={quote(target, safe='')}", right)


def test_logging_in_ends_on_a_page_whatever_the_link_says(client, reporter):
    for target in HOSTILE:
        client.cookies.clear()
        for landed in (
            log_in(client, target),
            client.post("/admin/login/", {"username": "reporter", "password": "correct horse battery", "next": target}),
        ):
            assert (landed.status_code, landed["Location"]) == (302, INDEX), target
    assert client.get(INDEX).status_code == 200


def test_logging_out_ends_on_a_page_whatever_the_link_says(client, as_person, reporter):
    for target in HOSTILE:
        as_person(reporter)
        landed = client.post(f"/admin/logout/?next={quote(target, safe='')}")
        # Without an address that may be one, Django says there that one is logged out; the log-in is open to all.
        assert landed.status_code == 200 or landed["Location"].partition("?")[0] in {INDEX, "/admin/login/"}, target


def test_a_page_that_is_there_and_open_to_the_person_is_landed_on(client, reporter):
    draft = make_draft(reporter)
    article = make_article()
    for page in (
        reverse("admin:articles_article_change", args=[draft.pk]),
        f"{reverse('admin:articles_article_changelist')}?q=%E7%94%B5%E6%A2%AF&p=0",
        "/admin/password_change/",
        article.get_absolute_url(),
    ):
        assert log_in(client, page)["Location"] == page


def test_a_page_that_is_not_for_the_person_is_not_landed_on(client, reporter, other_reporter, keeper):
    page = "/admin/auth/user/"
    assert log_in(client, page)["Location"] == INDEX
    assert log_in(client, page, "keeper")["Location"] == page


def test_a_page_that_breaks_is_not_landed_on_and_the_log_in_holds(client, reporter, monkeypatch):
    def broken(request):
        raise RuntimeError

    monkeypatch.setattr("logins.landing.resolve", lambda path: SimpleNamespace(func=broken, args=(), kwargs={}))
    assert log_in(client, "/about/")["Location"] == INDEX
    assert client.get(INDEX).status_code == 200


def test_what_waits_to_be_said_is_said_once(client, keeper):
    page = "/admin/questions/specialday/"
    assert log_in(client, page, "keeper")["Location"] == page
    warnings = client.get(page).content.decode().count('<li class="warning"')
    assert warnings == client.get(page).content.decode().count('<li class="warning"') == 1


def test_landing_changes_nothing_at_the_page_that_is_asked(client, reporter):
    draft = make_draft(reporter)
    before = {**draft.__class__.objects.filter(pk=draft.pk).values().get()}
    log_in(client, reverse("admin:articles_article_delete", args=[draft.pk]))
    assert draft.__class__.objects.filter(pk=draft.pk).values().get() == before
