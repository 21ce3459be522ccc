"""What every request passes through."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse

from portal.middleware.cache import PublicCacheMiddleware
from portal.middleware.text import ControlCharacterMiddleware
from portal.testing import make_article


def test_control_characters_are_stripped_from_what_is_posted():
    request = RequestFactory().post(
        "/", {"title": "标\x00题\x0b一\u2028", "body": "一行\r\n二行\t三", "many": ["a\x07", "b"]}
    )
    ControlCharacterMiddleware(HttpResponse).process_view(request, None, (), {})
    assert request.POST["title"] == "标题一"
    assert request.POST["body"] == "一行\r\n二行\t三"
    assert request.POST.getlist("many") == ["a", "b"]


def test_what_depends_on_nothing_but_its_address_may_be_cached_by_anyone():
    answer = PublicCacheMiddleware(lambda request: HttpResponse("text"))(RequestFactory().get("/"))
    assert answer["Cache-Control"] == "public, max-age=60"


def with_cookie(request):
    answer = HttpResponse()
    answer.set_cookie("a", "b")
    return answer


@pytest.mark.parametrize(
    "view",
    [
        with_cookie,
        lambda request: HttpResponse(headers={"Vary": "Cookie"}),
    ],
)
def test_what_belongs_to_one_reader_is_not_marked_public(view):
    assert not PublicCacheMiddleware(view)(RequestFactory().get("/")).has_header("Cache-Control")


@pytest.mark.parametrize("status", [400, 403, 500, 503])
def test_a_refusal_and_an_error_show_the_number_of_one_request_and_are_kept_by_nobody(status):
    answer = PublicCacheMiddleware(lambda request: HttpResponse(status=status))(RequestFactory().get("/"))
    assert answer["Cache-Control"] == "no-store"


def test_the_admin_is_never_cached_publicly(client, reporter):
    assert "public" not in client.get("/admin/login/")["Cache-Control"]
    client.force_login(reporter)
    assert "public" not in client.get("/admin/")["Cache-Control"]


def test_every_address_within_the_elder_edition_stays_in_it(client, db):
    article = make_article()
    answer = client.get(f"/elder/articles/{article.pk}/")
    assert answer.status_code == 200
    assert 'href="/elder/hotlines/"' in answer.content.decode()
    # and the prefix is gone with the request
    assert reverse("articles:detail", args=[article.pk]) == f"/articles/{article.pk}/"


@pytest.mark.parametrize("path", ["/elder/admin/", "/elder/admin/login/", "/elder/elder/", "/elder/media/photos/a.jpg"])
def test_only_what_citizens_read_is_mirrored(client, db, path):
    assert client.get(path).status_code == 404


def test_the_elder_edition_is_found_without_its_last_slash(client):
    answer = client.get("/elder")
    assert (answer.status_code, answer.url) == (301, "/elder/")
