"""What the log tells of an error: what broke, where and in which request, and nothing of the people in it."""

import json
import logging
import re

import pytest
from django.core.exceptions import BadRequest, DisallowedHost, SuspiciousOperation
from django.db import DataError, IntegrityError, OperationalError, connection
from django.test import Client
from django.urls import include, path

from operations.health.discretion import name_of, traceback_of, words_of
from operations.health.lines import JSONLines
from portal.testing import make_case
from questions.models import Case

CANARY, NAME = "13800004321", "覃隐真"
# As PostgreSQL says it, on whatever database the tests run.
REASON = 'new row for relation "contact" violates check constraint "contact_is_whole"'
ROW = f"{REASON}\nDETAIL:  Failing row contains (7, {NAME}, {CANARY})."


def value(request, typed):
    int(typed + NAME)


def key(request, typed):
    {}[typed]


def file(request, typed):
    open(f"/nowhere/{typed}.jpg")  # noqa: SIM115


def refused_row(request, typed):
    try:
        try:
            raise connection.Database.IntegrityError(ROW)
        except connection.Database.IntegrityError as error:
            raise IntegrityError(ROW) from error
    except IntegrityError as error:
        raise RuntimeError(typed) from error


def several(request, typed):
    raise ExceptionGroup(typed, [ValueError(typed), IntegrityError(ROW)])


def bad(request, typed):
    raise BadRequest(typed)


def suspicious(request, typed):
    raise SuspiciousOperation(typed)


def host(request, typed):
    raise DisallowedHost(f"Invalid HTTP_HOST header: '{typed}'.")


def foreign(request, typed):
    logging.getLogger("PIL.Image").warning(f"cannot read {typed}")  # noqa: G004
    logging.getLogger("urllib3").warning("retrying %s after %d", typed, int(CANARY))
    logging.getLogger("portal").warning("not saved: %s", IntegrityError(ROW))
    logging.getLogger("portal").warning(ValueError(typed))
    raise ValueError(typed)


BROKEN = [value, key, file, refused_row, several, foreign]
PROVOKED = {bad: "BadRequest", suspicious: "SuspiciousOperation", host: "DisallowedHost"}
VIEWS = [*BROKEN, *PROVOKED]
urlpatterns = [
    *(path(f"{view.__name__}/<typed>/", view, name=view.__name__) for view in VIEWS),
    path("", include("portal.urls")),
]
handler400, handler404 = "portal.views.bad_request", "portal.views.page_not_found"
handler500 = "portal.views.server_error"


@pytest.fixture
def as_json(monkeypatch):
    (console,) = (handler for handler in logging.getLogger().handlers if type(handler) is logging.StreamHandler)
    monkeypatch.setattr(console, "formatter", JSONLines())


@pytest.fixture(params=["plain", "json"])
def written(request, log):
    if request.param == "json":
        request.getfixturevalue("as_json")
    return log


def post(name, **headers):
    client = Client(raise_request_exception=False, headers={"Referer": f"https://x.example/{CANARY}", **headers})
    client.cookies["receipt"] = CANARY
    return client.post(f"/{name}/{CANARY}/?q={CANARY}", {"typed": f"{CANARY} {NAME}"})


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("view", VIEWS)
def test_no_line_holds_what_was_typed_sent_or_refused(view, written):
    assert post(view.__name__).status_code in {400, 500}
    text = written.getvalue()
    if view in BROKEN:
        assert "test_discretion.py" in text  # where it arose
        assert f" in {view.__name__}" in text
    else:
        assert f"Bad Request ({PROVOKED[view]})" in text
        assert text.count("\n") == 1  # whoever provokes it fills no disk
    assert not [found for found in (CANARY, NAME, "DETAIL", "x.example") if found in text]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("path", [f"/{CANARY}/", f"/questions//track/{CANARY}/", f"/search/?page=0&q={CANARY}"])
def test_no_line_holds_an_address(path, written, client, db):
    client.get(path)
    client.put(path)
    assert CANARY not in written.getvalue()
    assert "Not Found" in written.getvalue()


@pytest.mark.urls(__name__)
def test_where_the_page_of_a_refusal_breaks_too_the_log_says_by_what(written, monkeypatch):
    def broken(*args, **kwargs):
        raise ValueError(CANARY)

    monkeypatch.setattr("portal.views.loader.render_to_string", broken)
    monkeypatch.setattr("portal.views.Article.objects.published", broken)
    assert Client(raise_request_exception=False).get(f"/{CANARY}/").status_code == 500
    assert "ValueError" in written.getvalue()
    assert "in page_not_found" in written.getvalue()
    assert CANARY not in written.getvalue()


@pytest.mark.django_db
def test_of_a_constraint_that_is_violated_the_name_is_told_and_not_the_row(written):
    make_case(text=CANARY)
    with pytest.raises(IntegrityError) as refused:
        Case.objects.update(text=CANARY, rating=9)
    logging.getLogger("portal").error("not saved", exc_info=refused.value)
    assert "case_rating_from_one_to_five" in written.getvalue()
    assert CANARY not in written.getvalue()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (IntegrityError(ROW), REASON),
        (DataError(f'invalid input syntax for type integer: "{CANARY}"'), "invalid input syntax for type integer: …"),
        (DataError(f'invalid input syntax for type date: " {CANARY} "'), "invalid input syntax for type date: …"),
        (OperationalError(f'fts5: syntax error near "{NAME}"'), "fts5: syntax error near …"),
        (OperationalError(f"row in table 'a' with key '{CANARY}'"), "row in table 'a' with key …"),
        (OperationalError('server at "127.0.0.1", port 5432 failed'), 'server at "127.0.0.1", port 5432 failed'),
        (FileNotFoundError(2, "No such file", CANARY), "[Errno 2] No such file or directory"),
        (ValueError(CANARY), ""),
    ],
)
def test_of_an_errors_text_only_what_nobody_typed_is_told(error, words):
    assert words_of(error) == words


def test_a_traceback_tells_the_causes_in_their_order_and_ends_where_they_go_in_a_circle():
    first, second = ValueError(CANARY), KeyError(CANARY)
    first.__cause__, second.__cause__ = second, first
    assert re.findall("(?m)^[A-Z][a-zA-Z]+Error$", traceback_of(first)) == ["KeyError", "ValueError"]
    assert CANARY not in traceback_of(first)


def test_an_error_is_named_as_python_names_it():
    assert name_of(OperationalError("away")) == "django.db.utils.OperationalError: away"


@pytest.mark.urls(__name__)
def test_a_line_of_json_has_what_is_known_of_the_request(log, settings, as_json):
    settings.PROXY_COUNT = 1
    post("value", **{"X-Request-ID": "f" * 32})
    logging.getLogger("portal").warning("beyond any request\nin two lines")
    during, beyond = map(json.loads, log.getvalue().splitlines())
    assert set(beyond) == {"time", "level", "logger", "message"}
    assert (during["level"], during["logger"]) == ("ERROR", "django.request")
    assert (during["message"], during["error"]) == ("Internal Server Error", "ValueError")
    assert (during["method"], during["route"], during["status"]) == ("POST", "value", 500)
    assert re.fullmatch("[2-9A-Z]{8}", during["request"])
    assert during["proxy_request"] == "f" * 32
    assert during["milliseconds"] >= 0


@pytest.mark.parametrize("none", [None, False, (None, None, None)])
def test_a_line_may_be_about_no_error(written, none):
    """Python's own asyncio says `False`, and `True` where no error is on its way is three times None."""
    logging.getLogger("asyncio").error("Task was destroyed but it is pending!", exc_info=none)
    assert "asyncio" in written.getvalue()
    assert "Logging error" not in written.getvalue()


def test_on_ones_own_machine_everything_is_shown(settings, log):
    settings.DEBUG = True
    logging.getLogger("portal").error("not saved: %s", ValueError(CANARY), exc_info=ValueError(NAME))
    assert CANARY in log.getvalue()
    assert NAME in log.getvalue()
