"""The mail and the log that tell of an error hold nothing of the people in it."""

import logging
from io import StringIO

import pytest
from django.core import mail
from django.db import IntegrityError, connection
from django.test import Client
from django.urls import include, path

from portal.testing import make_case
from questions.models import Case

CANARY = "13800004321"
# As PostgreSQL says it, on whatever database the tests run.
REASON = 'new row for relation "contact" violates check constraint "contact_is_whole"'
ROW = f"{REASON}\nDETAIL:  Failing row contains (7, 覃隐真, {CANARY})."


def broken(request):
    telephone = request.POST["telephone"]
    raise RuntimeError(f"after {len(telephone)} characters")


def refused_row(request):
    try:
        try:
            raise connection.Database.IntegrityError(ROW)
        except connection.Database.IntegrityError as error:
            raise IntegrityError(ROW) from error
    except IntegrityError as error:
        if "chained" in request.POST:
            raise RuntimeError("not saved") from error
        raise


def refused_value(request):
    raise IntegrityError(f'invalid input syntax for type integer: "{CANARY}"')


def violated_constraint(request):
    Case.objects.update(text=CANARY, rating=9)


urlpatterns = [
    *(path(f"{view.__name__}/", view) for view in (broken, refused_row, refused_value, violated_constraint)),
    path("", include("portal.urls")),
]
handler500 = "portal.views.server_error"


@pytest.fixture
def told(settings, monkeypatch):
    """Return a function that posts to a view which breaks, and returns the mail and the log that tell of it."""
    settings.DEBUG = False
    settings.ADMINS = [("值班", "duty@qinghe.example")]
    (console,) = (handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler)
    (mailer,) = (handler for handler in logging.getLogger("django").handlers if hasattr(handler, "send_mail"))
    monkeypatch.setattr(mailer, "include_html", True)

    def post(view, **data):
        client = Client(raise_request_exception=False)
        client.cookies["receipt"] = CANARY
        log = StringIO()
        monkeypatch.setattr(console, "stream", log)
        assert client.post(f"/{view.__name__}/", data).status_code == 500
        (report,) = mail.outbox
        ((html, _type),) = report.alternatives
        return report.message().as_string() + report.subject + report.body + html, log.getvalue()

    return post


@pytest.mark.urls(__name__)
def test_no_value_that_was_typed_sent_or_held_is_in_the_mail(told):
    report, _log = told(broken, telephone=CANARY)
    assert "after 11 characters" in report
    assert "telephone" in report
    assert CANARY not in report


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("data", [{}, {"chained": "1"}])
def test_of_a_row_that_the_database_refused_only_the_reason_is_told(data, told):
    for text in told(refused_row, **data):
        assert "IntegrityError" in text
        assert "violates check constraint" in text
        assert "DETAIL:" not in text
        assert CANARY not in text


@pytest.mark.urls(__name__)
def test_a_value_that_the_database_could_not_read_is_not_told(told):
    for text in told(refused_value):
        assert "invalid input syntax for type integer" in text
        assert CANARY not in text


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_constraint_that_is_violated_tells_no_row(told):
    make_case(text=CANARY)
    for text in told(violated_constraint):
        assert "case_rating_from_one_to_five" in text
        assert CANARY not in text


def test_an_error_that_is_logged_as_words_tells_no_row(monkeypatch):
    (console,) = (handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler)
    monkeypatch.setattr(console, "stream", log := StringIO())
    logging.getLogger("portal").error("not saved: %s", IntegrityError(ROW))
    assert log.getvalue() == f"not saved: {REASON}\n"
