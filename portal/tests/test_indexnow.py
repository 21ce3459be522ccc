"""IndexNow: what is sent, to whom, and what is said when it is not taken."""

import json
import logging
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from operations.health.lines import JSONLines, PlainLines
from portal import indexnow
from portal.checks import indexnow_key_is_one
from portal.testing import make_answer, make_article, make_notice
from portal.tests.sitemaps import make_bulletin

KEY = "0123456789abcdef-QINGHE"
SITE = "https://qinghe.example"


class Listener(BaseHTTPRequestHandler):
    def do_POST(self):  # noqa: N802 (the library's name)
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.received.append((self.path, self.headers["Content-Type"], json.loads(body)))
        self.server.may_speak.wait(timeout=60)
        self.send_response(self.server.answers.pop(0))
        if self.server.leads_to:
            self.send_header("Location", self.server.leads_to)
        self.end_headers()

    def do_GET(self):  # noqa: N802
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def engine(monkeypatch):
    """A search engine on this machine: `received` is what came, `answers` are the next ones it gives."""
    server = HTTPServer(("127.0.0.1", 0), Listener)
    server.received, server.answers, server.may_speak, server.leads_to = [], [200] * 9, threading.Event(), ""
    server.may_speak.set()
    monkeypatch.setattr(indexnow, "ENDPOINT", f"http://127.0.0.1:{server.server_port}/indexnow")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _on(settings):
    settings.INDEXNOW_KEY, settings.SITE_URL = KEY, SITE


def ping(**options):
    out = StringIO()
    with translation.override("en"):
        call_command("pingindexnow", stdout=out, **options)
    return out.getvalue()


def refusal(**options):
    with pytest.raises(CommandError) as refused:
        ping(**options)
    assert KEY not in str(refused.value)
    return str(refused.value)


def hours_ago(hours):
    return timezone.now() - timedelta(hours=hours)


@pytest.fixture
def paper(db, time_machine):
    """Something of everything that could have happened; returns what did within the last hour, as addresses."""
    time_machine.move_to("2026-11-22 18:00:40 +0800", tick=False)
    gone = {"state": "withdrawn", "withdrawn_reason": "事实有误"}
    recent = [
        make_article(publish_at=hours_ago(0.5)),
        make_answer(publish_at=hours_ago(9), withdrawn_at=hours_ago(0.5), **gone),
        make_bulletin(publish_at=hours_ago(0.1)),
    ]
    corrected, long_ago = make_notice(publish_at=hours_ago(9)), make_notice(publish_at=hours_ago(9))
    with time_machine_at(time_machine, hours=-3):
        long_ago.correct(long_ago.author, "更正。")
    corrected.correct(corrected.author, "原文“11月21日”应为“11月22日”。")
    make_article(publish_at=hours_ago(2))
    make_article(publish_at=timezone.now() + timedelta(minutes=5))
    make_article(publish_at=hours_ago(9), withdrawn_at=hours_ago(2), **gone)
    make_article(publish_at=hours_ago(-9), withdrawn_at=hours_ago(0.5), **gone)
    embargoed = make_article(publish_at=timezone.now() + timedelta(minutes=5))
    embargoed.correct(embargoed.author, "更正。")
    make_article(state="draft", publish_at=None)
    return sorted(f"{SITE}{item.get_absolute_url()}" for item in (*recent, corrected))


class time_machine_at:  # noqa: N801 (reads as what it does)
    def __init__(self, machine, **span):
        self.machine, self.span = machine, timedelta(**span)

    def __enter__(self):
        self.machine.shift(self.span)

    def __exit__(self, *fault):
        self.machine.shift(-self.span)


def test_what_was_published_corrected_or_withdrawn_is_sent_as_the_protocol_says(paper, engine):
    assert ping() == "Addresses sent to IndexNow: 4\n"
    [(path, content_type, told)] = engine.received
    assert path == "/indexnow"
    assert content_type == "application/json; charset=utf-8"
    assert sorted(told.pop("urlList")) == paper
    assert told == {"host": "qinghe.example", "key": KEY, "keyLocation": f"{SITE}/{KEY}.txt"}


def test_a_dry_run_prints_the_same_and_sends_nothing(paper, engine):
    assert sorted(ping(dry_run=True).splitlines()) == paper
    assert engine.received == []


def test_a_dry_run_needs_no_key(paper, engine, settings):
    settings.INDEXNOW_KEY = ""
    assert sorted(ping(dry_run=True).splitlines()) == paper


def test_how_far_back_is_counted_from_a_full_minute(db, time_machine, engine):
    time_machine.move_to("2026-11-22 18:00:40 +0800", tick=False)
    make_article(publish_at=timezone.now() - timedelta(minutes=10, seconds=39))
    first = make_article(publish_at=timezone.now() - timedelta(minutes=10, seconds=40))
    make_article(publish_at=timezone.now() - timedelta(minutes=10, seconds=41))
    assert len(ping(since=10, dry_run=True).splitlines()) == 2
    assert first.get_absolute_url() in ping(since=10, dry_run=True)


def test_where_nothing_happened_nothing_is_sent(db, engine):
    assert ping() == "Addresses sent to IndexNow: 0\n"
    assert engine.received == []


def test_many_go_in_several_requests(paper, engine, monkeypatch):
    monkeypatch.setattr(indexnow, "MOST", 3)
    ping()
    assert [len(told["urlList"]) for _path, _type, told in engine.received] == [3, 1]
    assert sorted(sum((told["urlList"] for _path, _type, told in engine.received), [])) == paper


def test_queries_do_not_grow_with_what_happened(paper, django_assert_max_num_queries):
    for _ in range(30):
        make_article()
    with django_assert_max_num_queries(8):
        ping(dry_run=True)


def test_202_is_taken_too(paper, engine):
    engine.answers = [202]
    assert ping() == "Addresses sent to IndexNow: 4\n"


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (400, "cannot read the request"),
        (403, "does not find the key"),
        (422, "not this site's"),
        (429, "too much was sent"),
        (500, "no reason that is known"),
        (204, "no reason that is known"),
    ],
)
def test_a_refusal_is_told_in_words(paper, engine, status, words):
    engine.answers = [status]
    said = refusal()
    assert f"IndexNow refused ({status})" in said
    assert words in said


def test_an_answer_from_elsewhere_is_no_answer(paper, engine):
    engine.answers, engine.leads_to = [302], "/elsewhere"
    assert "IndexNow refused" in refusal()


def test_silence_is_told_in_words(paper, engine, monkeypatch):
    monkeypatch.setattr(indexnow, "PATIENCE", 0.2)
    engine.may_speak.clear()
    assert refusal() == "IndexNow did not answer within 0 seconds."
    engine.may_speak.set()


def test_that_nobody_is_there_is_told_in_words(paper, engine, monkeypatch):
    monkeypatch.setattr(indexnow, "ENDPOINT", "http://127.0.0.1:9/indexnow")
    assert refusal() == "IndexNow cannot be reached."


def test_without_a_key_or_with_debug_on_nothing_is_sent(paper, engine, settings):
    settings.DEBUG = True
    assert "DEBUG" in refusal()
    settings.DEBUG, settings.INDEXNOW_KEY = False, ""
    assert "INDEXNOW_KEY is not set" in refusal()
    assert engine.received == []


@pytest.mark.parametrize("since", ["0", "-5", "1.5", "x", "９", "527041", ""])
def test_how_far_back_must_be_a_number_of_minutes(since):
    with pytest.raises(CommandError, match="--since"):
        call_command("pingindexnow", f"--since={since}")


def test_the_key_is_served_under_its_own_name_alone(db, client):
    response = client.get(f"/{KEY}.txt")
    assert (response.content.decode(), response["Content-Type"]) == (KEY, "text/plain; charset=utf-8")
    for other in (f"/{KEY}1.txt", f"/{KEY.lower()}.txt", f"/elder/{KEY}.txt", f"/{KEY}.txt/", "/.txt", "/None.txt"):
        assert client.get(other).status_code == 404, other


def test_without_a_key_no_such_file_is_served(db, client, settings):
    settings.INDEXNOW_KEY = ""
    for path in (f"/{KEY}.txt", "/.txt", "/12345678.txt"):
        assert client.get(path).status_code == 404


def test_no_page_sends_anything(paper, client, engine):
    for path in ("/", "/sitemap.xml", "/robots.txt", f"/{KEY}.txt"):
        client.get(path)
    assert engine.received == []


def test_the_key_is_not_in_the_log(client, db):
    log = StringIO()
    handlers = [logging.StreamHandler(log) for _lines in range(2)]
    for handler, lines in zip(handlers, (PlainLines(), JSONLines()), strict=True):
        handler.setFormatter(lines)
    logger = logging.getLogger("django.request")
    for handler in handlers:
        logger.addHandler(handler)
    try:
        client.get(f"/elder/{KEY}.txt")
        logger.warning("Not Found: %s", f"/elder/{KEY}.txt")
    finally:
        for handler in handlers:
            logger.removeHandler(handler)
    assert "Not Found" in log.getvalue()
    assert KEY not in log.getvalue()


@pytest.mark.parametrize("key", ["", "a" * 8, "A-9" * 40, "0" * 128])
def test_a_fit_key_passes_the_check(settings, key):
    settings.INDEXNOW_KEY = key
    assert indexnow_key_is_one(None) == []


@pytest.mark.parametrize("key", ["a" * 7, "a" * 129, "abc_defgh", "abcdefg/", "密钥密钥密钥密钥", "abcdefgh\n"])
def test_an_unfit_key_is_met_by_the_check(settings, key):
    settings.INDEXNOW_KEY = key
    assert [error.id for error in indexnow_key_is_one(None)] == ["portal.E002"]
