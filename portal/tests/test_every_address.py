"""Every address of the site, asked for by everyone: nothing breaks, and the desk opens to the newsroom alone."""

import re

import pytest
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from portal.testing import (
    make_article,
    make_authority,
    make_contributor,
    make_desk,
    make_kind,
    make_notice,
    make_photo,
    make_place,
    make_topic,
)
from search.models import FruitlessSearch, PromotedResult

# What stands for the variable parts of an address, by their names.
FILLED = {"year": "2026", "month": "11", "day": "22", "app_label": "articles", "content_type_id": "1"}
OPEN_TO_ALL = {"/admin/login/", "/admin/jsi18n/"}


def routes(patterns=None, prefix="/"):
    """Yield the route of every pattern that the URL configuration holds, converters and expressions as written."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern).removeprefix("^").removesuffix("$")
        if isinstance(pattern, URLPattern):
            yield route
        else:
            yield from routes(pattern.url_patterns, route)


def address(route, key):
    """Fill the variable parts of `route`, `key` where they name one thing."""
    filled = re.sub(r"\(\?P<(\w+)>[^)]*\)", lambda part: FILLED.get(part[1], key), route)
    filled = re.sub(r"<(?:\w+:)?(\w+)>", lambda part: FILLED.get(part[1], key), filled)
    return filled.replace("\\Z", "").replace("$", "")


@pytest.fixture
def things(db):
    """One of each, all with the primary key or slug that addresses are filled with."""
    article = make_article(bylines=[make_contributor(slug="1")])
    make_topic(slug="1", articles=[article])
    type(article.column).objects.filter(pk=article.column_id).update(slug="1")
    make_photo()
    make_place(slug="1")
    make_authority(slug="1")
    make_desk(slug="1")
    make_notice(kind=make_kind(slug="1"), level=3)
    today = timezone.localdate()
    FruitlessSearch.objects.create(words="飞碟停靠站", times=2, first_on=today, last_on=today)
    PromotedResult.objects.create(title="便民电话", address="/hotlines/").take_words(["电话"])
    return article


def test_every_address_answers_everyone_and_the_desk_opens_to_the_newsroom_alone(things, cast, as_person):
    addresses = sorted({address(route, "1") for route in routes()})
    assert len(addresses) > 60
    assert not [found for found in addresses if "<" in found or "(" in found]
    for name, person in cast.items():
        client = as_person(person)
        client.raise_request_exception = False
        for path in addresses:
            for method in (client.get, client.post):
                if path == "/admin/logout/":
                    continue
                status = method(path).status_code
                assert status < 500, (name, method, path)
                if path.startswith("/admin/") and path not in OPEN_TO_ALL and name in {"anonymous", "outsider"}:
                    assert status in {302, 403, 404, 405}, (name, method, path, status)
                if not path.startswith("/admin/") and method == client.get:
                    assert status in {200, 301, 302, 404, 405}, (name, path, status)
