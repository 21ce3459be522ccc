"""The number that a reader reads out from an error page, and what is told of it where."""

import logging
import re

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import include, path

from operations.health.numbers import asked
from operations.health.requests import RequestMiddleware

NUMBER = "[2-9A-HJ-NP-Z]{8}"
OF_NGINX = "0123456789abcdef0123456789abcdef"


def broken(request):
    raise RuntimeError


def streamed(request):
    def parts():
        yield b"begun"
        logging.getLogger("portal").error("broken on its way")

    return StreamingHttpResponse(parts())


urlpatterns = [path("broken/", broken), path("streamed/", streamed, name="streamed"), path("", include("portal.urls"))]
handler403, handler500 = "portal.views.forbidden", "portal.views.server_error"


@pytest.mark.urls(__name__)
def test_the_page_the_header_and_the_log_have_the_same_number(log):
    answer = Client(raise_request_exception=False).get("/broken/")
    number = answer["X-Request-ID"]
    assert re.fullmatch(NUMBER, number)
    assert f"{number}</strong>" in answer.content.decode()
    assert f"[{number} GET " in log.getvalue()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.urls(__name__)
def test_the_elder_edition_has_an_error_page_of_its_own(log):
    page = Client(raise_request_exception=False).get("/elder/broken/").content.decode()
    assert 'data-edition="elder"' in page
    assert 'href="/elder/"' in page


def test_whoever_is_refused_has_a_number_to_tell(as_person, reporter):
    answer = as_person(reporter).get("/admin/auth/user/")
    assert answer.status_code == 403
    assert f"{answer['X-Request-ID']}</strong>" in answer.content.decode()
    strict = Client(enforce_csrf_checks=True).post("/admin/login/", {})
    assert f"{strict['X-Request-ID']}</strong>" in strict.content.decode()


def test_what_a_cache_may_keep_for_others_has_none(client, db):
    for address in ("/about/", "/nothing-here/", "/robots.txt"):
        answer = client.get(address)
        assert "public" in answer["Cache-Control"]
        assert not answer.has_header("X-Request-ID")
        assert not re.search(f">{NUMBER}<", answer.content.decode())


@pytest.mark.parametrize(
    ("sent", "proxies", "kept"),
    [
        (OF_NGINX, 1, OF_NGINX),
        ("6F9619FF-8B86-D011-B42D-00C04FC964FF", 1, "6f9619ff-8b86-d011-b42d-00c04fc964ff"),
        (OF_NGINX, 0, ""),
        ("13800004321", 1, ""),
        (f"{OF_NGINX}\n覃", 1, ""),
        ("", 1, ""),
    ],
)
def test_the_proxys_number_is_kept_if_there_is_a_proxy_and_it_can_be_one(sent, proxies, kept, rf, settings):
    settings.PROXY_COUNT = proxies
    seen = []
    RequestMiddleware(lambda request: seen.append(asked()) or HttpResponse())(
        rf.get("/", headers={"X-Request-ID": sent})
    )
    assert seen[0].proxys == kept
    assert re.fullmatch(NUMBER, seen[0].number)


@pytest.mark.urls(__name__)
def test_a_streamed_answer_that_breaks_is_still_known_by_its_number_and_then_forgotten(log, client):
    b"".join(client.get("/streamed/"))
    assert re.search(rf"broken on its way \[{NUMBER} GET streamed ", log.getvalue())
    assert asked() is None


def test_a_line_for_each_request_is_written_where_it_is_wanted(log, client, db, caplog):
    client.get("/questions/desks/?q=13800004321")
    assert not log.getvalue()
    caplog.set_level(logging.INFO, "operations.requests")
    client.get("/questions/desks/?q=13800004321")
    assert re.search(rf"INFO operations.requests: OK \[{NUMBER} GET questions:desks 200 \d+ms\]\n$", log.getvalue())
