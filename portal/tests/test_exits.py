"""Every way by which an item gets out: pages, search, feeds, sitemaps, calendars, files for programs.

An item is led through its life, and at each step every public address of the site is asked for. Where it appears is
compared with what stands below, so an address that shows items and is not known here fails the test.
"""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone
from lxml import etree

from portal.testing import (
    make_answer,
    make_article,
    make_authority,
    make_column,
    make_contributor,
    make_desk,
    make_kind,
    make_notice,
    make_place,
    make_topic,
)
from portal.tests.addresses import routes
from search.models import IndexEntry
from transactions.before_commit import catch_up

TITLE, CORRECTED = "候车亭换新记", "站台修缮录"
NOT_THERE = "/nowhere/"  # which offers the latest articles
CLOSED = ("/admin/", "/preview/", "/questions/track/", "/questions/referrals/", "/media/", "/static/")
SITE = "https://qinghe.example"
# What tells readers, or the calendars and programs that had it, that something was withdrawn or corrected names it.
TELLS = {"/corrections/", "/feeds/corrections/", "/feeds/corrections/rss.xml", "/feeds/corrections/feed.json"}
TELLS_OF_NOTICES = {
    "/notices/calendar.ics",
    "/notices/{pk}/calendar.ics",
    "/notices/kinds/here/calendar.ics",
    "/places/here/calendar.ics",
    "/authorities/here/calendar.ics",
    "/notices/data.csv",
    "/notices/data.json",
}


@pytest.fixture
def now(time_machine, settings, db):
    settings.SITE_URL = SITE
    time_machine.move_to("2026-11-20T10:00:00+08:00", tick=False)
    return timezone.now()


@pytest.fixture
def city(now):
    """What the items belong to, everything with the slug “here”."""
    return {
        "column": make_column("要闻", slug="here"),
        "place": make_place(slug="here"),
        "authority": make_authority(slug="here"),
        "desk": make_desk(slug="here"),
        "contributor": make_contributor(slug="here"),
        "kind": make_kind(slug="here"),
    }


def _article(city, **fields):
    article = make_article(
        column=city["column"],
        places=[city["place"]],
        advised_by=city["authority"],
        bylines=[city["contributor"]],
        **fields,
    )
    make_topic(slug="here", articles=[article])
    return article


def _answer(city, **fields):
    return make_answer(desk=city["desk"], authority=city["authority"], places=[city["place"]], **fields)


def _notice(city, **fields):
    return make_notice(kind=city["kind"], authority=city["authority"], places=[city["place"]], **fields)


def feeds(*folders):
    return {f"/feeds/{folder}/{file}" for folder in folders for file in ("", "rss.xml", "feed.json")}


SHARED = feeds("all", "places/here", "authorities/here") | {
    "/",
    "/places/here/",
    "/authorities/here/",
    "/sitemap-news.xml",
    "/sitemap.xml",
    "/search/",
}
EXITS = {
    _article: SHARED
    | feeds("columns/here", "topics/here", "contributors/here")
    | {"/news/here/", "/topics/here/", "/contributors/here/", "/archive/2026/11/20/", NOT_THERE},
    _answer: SHARED | feeds("desks/here") | {"/questions/", "/questions/desks/here/"},
    _notice: SHARED
    | feeds("notices", "notices/here")
    | {
        "/notices/",
        "/notices/today/",
        "/notices/calendar/",
    }
    | TELLS_OF_NOTICES,
}


def addresses(item):
    """Every public address that reads, filled with `item` and with what is called “here”."""
    parts = {"pk": str(item.pk), "slug": "here", "month": "2026/11", "day": "2026/11/20"}
    found = {fill(route, parts) for route in routes() if not route.startswith(CLOSED)}
    # By the first word of the headline: what was typed stands in the box.
    searches = {f"/search/?q={quote(title[:2])}{more}" for title in (TITLE, CORRECTED) for more in ("", "&sort=date")}
    return {path for path in found if path} | searches | {"/notices/today/?place=here"}


def fill(route, parts):
    """Return the address of `route`, or "" where it takes what is not in `parts`."""
    pieces = [piece.partition(">") for piece in route.split("<")]
    first, rest = pieces[0][0], [(name.split(":")[-1], after) for name, _sign, after in pieces[1:]]
    return (
        first + "".join(parts[name] + after for name, after in rest) if all(name in parts for name, _ in rest) else ""
    )


def read(client, path, statuses=()):
    """What is told at `path`, a sitemap's parts included; nothing where it answers with one of `statuses`."""
    response = client.get(path)
    if response.status_code in statuses:
        return ""
    assert response.status_code < 500, path
    text = (b"".join(response) if response.streaming else response.content).decode(errors="replace")
    text = text.replace("\r\n ", "")  # RFC 5545 folds long lines
    if "<sitemapindex" in text:
        parts = [element.text.removeprefix(SITE) for element in etree.fromstring(text.encode()).iter("{*}loc")]
        text += "".join(read(client, part) for part in parts)
    return text.replace("<mark>", "").replace("</mark>", "")


def shown(client, item, *words):
    """The addresses that tell any of `words`; a sitemap tells where the item stands. What is not there is one page."""
    found = {NOT_THERE} if any(word in read(client, NOT_THERE) for word in words) else set()
    for path in addresses(item):
        told = read(client, path, {404})
        if any(word in told for word in words) or (
            path.startswith("/sitemap") and f"{SITE}{item.get_absolute_url()}<" in told
        ):
            found.add(path.partition("?")[0])
    return found - {item.get_absolute_url()}


@pytest.mark.parametrize("make", EXITS)
def test_an_item_goes_out_and_comes_back_by_every_exit_at_once(client, now, city, final_reviewer, time_machine, make):
    moment = now + timedelta(hours=2)
    item = make(city, title=TITLE, publish_at=moment)
    exits = {path.format(pk=item.pk) for path in EXITS[make]}

    time_machine.move_to(moment - timedelta(microseconds=1), tick=False)
    assert shown(client, item, TITLE) == set(), "under embargo"

    time_machine.move_to(moment, tick=False)
    assert shown(client, item, TITLE) == exits, "published"

    time_machine.move_to(moment + timedelta(minutes=10), tick=False)
    item.title = CORRECTED
    item.save()
    item.keep_version(final_reviewer)
    item.correct(final_reviewer, "标题有误。")
    assert not [path for path in addresses(item) if TITLE in read(client, path)], "old"
    assert shown(client, item, CORRECTED) == exits | TELLS, "corrected"

    item.decide("withdraw", final_reviewer, "内容失实。")
    told_of = {path.format(pk=item.pk) for path in TELLS_OF_NOTICES} if make is _notice else set()
    assert shown(client, item, TITLE, CORRECTED) == TELLS | told_of, "withdrawn"
    catch_up()
    assert not IndexEntry.objects.filter(object_id=item.pk, kind=item._meta.model_name).exists()
