"""Where holes in the site are told of (RFC 9116)."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

ADDRESS = "/.well-known/security.txt"


def fields(client):
    response = client.get(ADDRESS)
    assert response.status_code == 200
    return dict(line.split(": ", 1) for line in response.content.decode().splitlines())


def test_it_says_whom_to_write_to_in_which_languages_and_where_it_stands(client, settings):
    settings.SITE_URL, settings.SECURITY_CONTACT = "https://qinghe.example", "safe@qinghe.example"
    said = fields(client)
    assert said.pop("Expires")
    assert said == {
        "Contact": "mailto:safe@qinghe.example",
        "Preferred-Languages": "zh, en",
        "Canonical": "https://qinghe.example/.well-known/security.txt",
    }


@pytest.mark.parametrize("contact", ["https://qinghe.example/safe/", "mailto:a@qinghe.example", "tel:+86-5550100"])
def test_a_contact_that_is_a_uri_is_told_as_it_is(client, settings, contact):
    settings.SECURITY_CONTACT = contact
    assert fields(client)["Contact"] == contact


@pytest.mark.parametrize("contact", ["http://qinghe.example/", "a@qinghe.example\nExpires: 1", "电话"])
def test_a_contact_that_is_none_is_not_told(client, db, settings, contact):
    settings.SECURITY_CONTACT = contact
    assert client.get("/.well-known/security.txt").status_code == 404


def test_the_newsrooms_mail_is_the_contact_unless_another_is_named(settings):
    assert settings.NEWSPAPER["email"] == settings.SECURITY_CONTACT


def test_it_is_plain_text_that_any_cache_may_keep(client):
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"].startswith("public")
    assert not response.cookies
    assert not response.has_header("Vary") or "Cookie" not in response["Vary"]
    assert response["ETag"]
    assert client.head(ADDRESS).status_code == 200
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.parametrize(
    "moment", ["2026-11-30T23:59:30+08:00", "2027-12-31T00:00:00+08:00", "2028-02-29T12:00:00+08:00"]
)
def test_it_never_runs_out_and_never_promises_a_year(client, time_machine, moment):
    time_machine.move_to(moment, tick=False)
    until = datetime.fromisoformat(fields(client)["Expires"]) - timezone.now()
    assert timedelta(days=100) < until < timedelta(days=365)


def test_it_is_kept_no_longer_than_it_says_the_same(client, time_machine):
    time_machine.move_to("2026-11-30T23:59:30+08:00", tick=False)
    assert client.get(ADDRESS)["Cache-Control"] == "public, max-age=30"


def test_where_nobody_can_be_told_there_is_no_such_file(client, db, settings):
    settings.SECURITY_CONTACT = ""
    assert client.get(ADDRESS).status_code == 404


def test_it_has_no_elder_copy(client, db):
    assert client.get(f"/elder{ADDRESS}").status_code == 404
