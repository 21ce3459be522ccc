"""Errors by mail: told once and discreetly, and in nobody's way where the mail server is not there or stands still."""

import logging
import socket
import threading
import time
from email import policy
from email.parser import BytesParser

import pytest
from aiosmtpd.controller import Controller
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import include, path

from operations.health import error_mail
from operations.health.error_mail import MOST, ErrorMailHandler

CANARY, NAME = "13800004321", "覃隐真"
SMTP = "django.core.mail.backends.smtp.EmailBackend"


def broken(request, typed):
    raise RuntimeError(typed)


urlpatterns = [path("broken/<typed>/", broken, name="broken"), path("", include("portal.urls"))]
handler500 = "portal.views.server_error"
errors = logging.getLogger("portal")


@pytest.fixture(autouse=True)
def _told(settings, monkeypatch):
    settings.ADMINS = [("", "duty@qinghe.example")]
    monkeypatch.setattr(error_mail, "PATIENCE_ELSEWHERE", 10)  # so that a test need not wait for what it looks at
    monkeypatch.setattr(ErrorMailHandler, "_rests_until", 0.0)
    monkeypatch.setattr(ErrorMailHandler, "_unsent", 0)
    monkeypatch.setattr(ErrorMailHandler, "_sender", None)
    monkeypatch.setattr(ErrorMailHandler, "_counts", {})


def break_something():
    client = Client(raise_request_exception=False, headers={"Referer": f"https://x.example/{CANARY}"})
    client.cookies["receipt"] = CANARY
    return client.post(f"/broken/{CANARY}/?q={CANARY}", {"typed": NAME})


def say(what, times=1):
    """Log so many times from one place that `what` was not done."""
    for _time in range(times):
        errors.error("not done: %s", what)


def unused_port():
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return unused.getsockname()[1]


@pytest.mark.urls(__name__)
def test_the_mail_tells_the_number_and_the_place_and_nothing_that_was_typed_sent_or_in_the_address():
    number = break_something()["X-Request-ID"]
    (sent,) = mail.outbox
    assert sent.to == ["duty@qinghe.example"]
    assert sent.subject == f"[青禾晚报] RuntimeError broken {number}"
    assert number in sent.body
    assert " in broken\n    raise RuntimeError(typed)" in sent.body
    assert not sent.alternatives
    whole = sent.message().as_string() + sent.subject + sent.body
    assert not [found for found in (CANARY, NAME, "x.example", "duty@") if found in whole.replace("To: duty@", "")]


@pytest.mark.urls(__name__)
def test_the_page_says_that_somebody_is_told_only_where_somebody_is(settings, monkeypatch):
    assert "告诉技术人员" in break_something().content.decode()
    monkeypatch.setattr(ErrorMailHandler, "_rests_until", time.monotonic() + 60)
    assert "告诉技术人员" not in break_something().content.decode()
    monkeypatch.setattr(ErrorMailHandler, "_rests_until", 0.0)
    settings.ADMINS = []
    assert "技术人员" not in break_something().content.decode()
    assert len(mail.outbox) == 1


def test_what_strangers_provoke_is_told_to_nobody(client, db):
    client.get("/nothing-here/")
    logging.getLogger("django.security.DisallowedHost").error("Invalid HTTP_HOST header: 'x.example'.")
    errors.warning("only a warning")
    assert not mail.outbox


def test_the_same_error_is_told_the_first_the_tenth_and_the_hundredth_time_in_an_hour(time_machine):
    time_machine.move_to("2026-11-30T03:05:00Z")
    say("saving", 120)
    assert len(mail.outbox) == 3
    assert "第100次" in mail.outbox[2].body
    time_machine.move_to("2026-11-30T04:05:00Z")
    say("saving")
    assert len(mail.outbox) == 4


def test_another_process_of_the_same_cache_does_not_tell_it_again(monkeypatch):
    say("saving")
    monkeypatch.setattr(ErrorMailHandler, "_counts", {})
    say("saving")
    assert len(mail.outbox) == 1


def test_without_a_cache_each_process_counts_by_itself(monkeypatch):
    monkeypatch.setattr(cache, "add", lambda *args, **kwargs: True)

    def away(*args):
        raise ValueError

    monkeypatch.setattr(cache, "incr", away)
    say("saving", 9)
    assert len(mail.outbox) == 1


def test_many_errors_of_many_kinds_are_so_many_mails_and_no_more():
    for number in range(MOST + 5):
        source = f"import logging; logging.getLogger('portal').error('one of many')\n{number}"
        exec(compile(source, f"file-{number}.py", "exec"))  # noqa: S102
    assert len(mail.outbox) == MOST


class Kept:
    """A mail server that keeps what it is sent."""

    def __init__(self):
        self.letters = []

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.letters.append(BytesParser(policy=policy.default).parsebytes(envelope.content))
        return "250 OK"


@pytest.fixture
def server(settings):
    controller = Controller(Kept(), hostname="127.0.0.1", port=unused_port())
    controller.start()
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SMTP, "127.0.0.1"
    settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = controller.port, 5
    yield controller
    controller.stop()


def test_a_real_mail_server_gets_a_letter_that_can_be_read(server):
    say("saving")
    (letter,) = server.handler.letters
    assert letter["To"] == "duty@qinghe.example"
    assert letter["From"] == "website@127.0.0.1"
    assert letter["Subject"] == "[青禾晚报] portal"
    assert "ERROR portal: not done: saving" in letter.get_content()


@pytest.mark.urls(__name__)
def test_a_mail_server_that_refuses_leaves_the_page_as_it_is_and_is_left_alone_for_a_while(settings, log):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = SMTP, "127.0.0.1", unused_port()
    answer = break_something()
    assert answer.status_code == 500
    assert answer["X-Request-ID"] in answer.content.decode()
    assert log.getvalue().count("The mail server does not take an error mail") == 1
    assert "ConnectionRefusedError" in log.getvalue()
    say("another")
    assert log.getvalue().count("The mail server does not take") == 1
    assert not ErrorMailHandler.is_telling()


@pytest.mark.urls(__name__)
def test_a_mail_server_that_stands_still_keeps_nobody_waiting_for_long(settings, monkeypatch):
    monkeypatch.setattr(error_mail, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = SMTP, "127.0.0.1", 30
        settings.EMAIL_PORT = silent.getsockname()[1]
        began = time.monotonic()
        assert break_something().status_code == 500
        say("another while the first is under way")
        assert time.monotonic() - began < 10
        assert sum(thread.name == "error mail" for thread in threading.enumerate()) == 1
    ErrorMailHandler._sender.join(10)  # whoever waits is let go with the socket
    assert ErrorMailHandler._unsent == 2
    assert not ErrorMailHandler.is_telling()


def test_outside_of_a_request_nobody_waits_but_a_process_that_ends(settings, monkeypatch):
    monkeypatch.setattr(error_mail, "PATIENCE_ELSEWHERE", 0)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_TIMEOUT = SMTP, "127.0.0.1", 30
        settings.EMAIL_PORT = silent.getsockname()[1]
        began = time.monotonic()
        say("watching")
        assert time.monotonic() - began < 10
        assert ErrorMailHandler._sender.is_alive()
    ErrorMailHandler.wait()  # whoever waits is let go with the socket
    assert not ErrorMailHandler._sender.is_alive()


def test_what_could_not_be_told_is_counted_in_the_next_mail(monkeypatch):
    monkeypatch.setattr(ErrorMailHandler, "_unsent", 7)
    say("saving")
    assert "有7个错误没有发出邮件" in mail.outbox[0].body
    say("another")
    assert "没有发出邮件" not in mail.outbox[1].body
