"""A database that is away: every page says so without it, and the log says so once."""

import logging
import sqlite3
import time

import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError, connection
from django.utils.html import escape

from operations.outages import kept_hotlines, outage_lines
from portal.tests.addresses import address, routes

TELEPHONE = "13900008765"
TYPED = f"路灯坏了，请打{TELEPHONE}。<script>alert(1)</script>"
ASKING = "/questions/desks/hotline/ask/"
# What is answered from files or settings alone.
WITHOUT_A_DATABASE = {"/robots.txt", "/.well-known/security.txt", "/admin/login/"}


@pytest.fixture
def away(client, monkeypatch, tmp_path):
    """Let the database be away, and return a function that lets it come back."""
    client.raise_request_exception = False
    monkeypatch.setattr(settings, "VAR_DIR", tmp_path)
    outage_lines.forget()
    if connection.vendor == "sqlite":
        cause = sqlite3.OperationalError("unable to open database file")
        cause.sqlite_errorname = "SQLITE_CANTOPEN"
    else:
        cause = psycopg.OperationalError("connection failed: Connection refused")

    def fail():
        raise OperationalError(*cause.args) from cause

    monkeypatch.setattr(connection, "ensure_connection", fail)
    yield lambda: outage_lines.note_connection(connection)
    outage_lines.forget()


def post(client, path=ASKING, **more):
    return client.post(path, {"_step": "send", "text": TYPED, "_submission": "a" * 32, **more})


def test_every_address_says_so_or_needs_no_database(client, away, caplog):
    caplog.set_level(logging.INFO)
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    addresses = sorted({address(route, "1") for route in routes()} | {"/elder/", "/elder/hotlines/", "/nowhere/"})
    addresses.remove("/readyz")  # which says it to programs
    answered = {path: client.get(path) for path in addresses}
    failed = {path: response for path, response in answered.items() if response.status_code >= 500}
    assert len(failed) > 50
    assert {response.status_code for response in failed.values()} == {503}
    for path, response in failed.items():
        assert not response.cookies, path
        assert response["Retry-After"] == "30", path
        assert "no-store" in response["Cache-Control"], path
        assert ('data-edition="elder"' in response.content.decode()) == path.startswith("/elder/"), path
    assert sum("database is away" in line for line in caplog.messages) == 1
    assert not any(record.exc_info for record in caplog.records)


@pytest.mark.parametrize("path", sorted(WITHOUT_A_DATABASE))
def test_what_needs_none_is_answered_as_ever(client, away, path):
    assert client.get(path).status_code == 200


def test_the_page_names_the_papers_number_and_the_hotlines_that_were_kept(client, away, tmp_path):
    assert "5550100" in client.get("/").content.decode()
    (tmp_path / kept_hotlines.FILE).write_text(
        '[{"holder": "青禾市自来水公司", "purpose": "停水报修", "number": "5550130", "tel": "tel:5550130"}]'
    )
    assert '<a href="tel:5550130">5550130</a>' in client.get("/").content.decode()
    (tmp_path / kept_hotlines.FILE).write_text("[{")
    assert client.get("/").status_code == 503


def test_what_was_typed_is_given_back_and_can_be_sent_once_more(client, away, caplog):
    response = post(client)
    text = response.content.decode()
    assert response.status_code == 503
    assert f"<dd>{escape(TYPED)}</dd>" in text
    assert f'<input type="hidden" name="text" value="{escape(TYPED)}">' in text
    assert f'action="{ASKING}"' in text
    assert "<script>alert" not in text
    assert TELEPHONE not in caplog.text
    assert TELEPHONE not in str(response.headers)


def test_pictures_are_said_not_to_have_come(client, away, tmp_path):
    picture = tmp_path / "灯.jpg"
    picture.write_bytes(b"JPEG")
    with picture.open("rb") as sent:
        assert "您选的图片或文件不在这个页面上" in post(client, pictures=sent).content.decode()
    assert "您选的图片或文件不在这个页面上" not in post(client).content.decode()


def test_nothing_is_given_back_to_who_did_not_send_it_from_a_form_of_ours(client, away):
    client.handler.enforce_csrf_checks = True
    response = post(client)
    assert response.status_code == 503  # the page that refuses the form needs the database too
    assert TELEPHONE not in response.content.decode()


def test_an_editor_reads_the_draft_that_was_not_saved(client, away):
    body = {"title": "新车站下月启用", "body": "<p>第一段。</p>", "_save": ""}
    client.cookies[settings.SESSION_COOKIE_NAME] = "a" * 32
    text = client.post("/admin/articles/article/1/change/", body).content.decode()
    assert "<dd>新车站下月启用</dd>" in text
    assert "<dd>第一段。</dd>" in text
    assert 'name="_save"' in text
    assert "请不要关掉这个页面" in text


def test_no_password_comes_back(client, away):
    text = client.post("/admin/login/", {"username": "lin", "password": "a secret of mine"}).content.decode()
    assert "现在暂时不能登录" in text
    assert "a secret of mine" not in text


def test_the_log_has_a_line_a_minute_and_one_at_the_end(client, away, caplog, monkeypatch):
    caplog.set_level(logging.WARNING)
    passed = time.monotonic()
    for seconds in (0, 10, 59, 61, 62):
        monkeypatch.setattr(outage_lines.time, "monotonic", lambda now=passed + seconds: now)
        client.get("/")
    away()
    away()
    first, second, last = caplog.messages
    assert "away" in first
    assert "more" not in first
    assert "(2 more since the last line)" in second
    assert "again after 62 seconds" in last
    assert last.endswith("which 5 requests failed.")
