"""Sitemaps as a crawler reads them, and the rules that hold for each: the protocol of sitemaps.org, and Google News.

The schema of a list of addresses is sitemaps.org's own; those of the index and of news are shipped by no package that
we know, so what they and the protocol's text say is written here.
"""

import os
import re

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from lxml import etree

from editorial.bringing_in import bring_in
from editorial.tests.bulletins.models import Bulletin

PROTOCOL = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"
NEWS_ELEMENT = [f"{NEWS}publication", f"{NEWS}publication_date", f"{NEWS}title"]
# https://www.w3.org/TR/NOTE-datetime, with a time zone as it must have beside a time.
MOMENT = re.compile(r"\d{4}-(0[1-9]|1[0-2])-([0-2]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d([+-]\d\d:\d\d|Z)")
SCHEMA = os.environ.get("SITEMAP_SCHEMA", "")
LARGEST = 50 * 1024 * 1024  # bytes


def schema():
    """Return the schema of a list of addresses; without it a test is skipped, and on the way to landing it fails."""
    if os.path.exists(SCHEMA):
        return etree.XMLSchema(etree.parse(SCHEMA))
    message = "no schema of sitemaps: SITEMAP_SCHEMA= names sitemap.xsd (npm: sitemap)"
    if os.environ.get("CI") == "true":
        pytest.fail(message)
    return pytest.skip(message)


def told(client, path):
    """Return {path: last change, or None} of the sitemap or index at `path`, which keeps the rules."""
    return {
        entry.findtext(f"{PROTOCOL}loc").removeprefix(settings.SITE_URL): entry.findtext(f"{PROTOCOL}lastmod")
        for entry in tree(client, path)
    }


def stories(client):
    """Return [(path, title, moment of publication)] of the news, in their order."""
    return [
        (
            entry.findtext(f"{PROTOCOL}loc").removeprefix(settings.SITE_URL),
            entry.findtext(f"{NEWS}news/{NEWS}title"),
            entry.findtext(f"{NEWS}news/{NEWS}publication_date"),
        )
        for entry in tree(client, "/sitemap-news.xml")
    ]


def tree(client, path):
    """Return the sitemap at `path` as an lxml element; every rule is asserted on the way."""
    response = client.get(path)
    assert response.status_code == 200, (path, response.status_code)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert len(response.content) <= LARGEST
    root = etree.fromstring(response.content)
    entry_name = {f"{PROTOCOL}urlset": "url", f"{PROTOCOL}sitemapindex": "sitemap"}[root.tag]
    assert len(root) <= 50_000
    for entry in root:
        assert entry.tag == f"{PROTOCOL}{entry_name}"
        _keeps_the_rules(entry)
    addresses = [entry.findtext(f"{PROTOCOL}loc") for entry in root]
    assert len(addresses) == len(set(addresses))
    return root


def _keeps_the_rules(entry):
    address, *others = entry
    assert address.tag == f"{PROTOCOL}loc"
    assert address.text.startswith(f"{settings.SITE_URL}/")
    assert len(address.text) < 2048
    assert address.text.isascii()
    assert "/elder/" not in address.text
    names = [element.tag for element in others]
    assert names in ([], [f"{PROTOCOL}lastmod"], [f"{NEWS}news"]), names
    for element in entry.iter(f"{PROTOCOL}lastmod", f"{NEWS}publication_date"):
        assert MOMENT.fullmatch(element.text), element.text
    for news in entry.iter(f"{NEWS}news"):
        assert [element.tag for element in news] == NEWS_ELEMENT
        assert news.findtext(f"{NEWS}title").strip()
        paper = [(element.tag, element.text) for element in news[0]]
        assert paper == [(f"{NEWS}name", settings.NEWSPAPER["name"]), (f"{NEWS}language", "zh-cn")]


def make_bulletin(title="一则快报", **fields):
    """Return an item of the kind that exists for the tests alone, published now."""
    author = get_user_model().objects.get_or_create(username="desk", defaults={"is_staff": True})[0]
    moment = {"state": Bulletin.State.APPROVED, "publish_at": timezone.now()}
    return bring_in(Bulletin(title=title, text="<p>快报。</p>", author=author, **{**moment, **fields}), author)
