"""A small city with something in every feed, and feeds read as programs read them."""

import json
from datetime import timedelta

import feedparser
from django.utils import timezone

from articles.models.contributor import Role
from portal.testing import (
    make_answer,
    make_article,
    make_authority,
    make_column,
    make_contributor,
    make_desk,
    make_kind,
    make_notice,
    make_photo,
    make_place,
    make_topic,
)

SITE = "https://qinghe.example"
FILES = ("", "rss.xml", "feed.json")
ATOM, RSS, JSON = FILES
TYPES = {
    ATOM: "application/atom+xml; charset=utf-8",
    RSS: "application/rss+xml; charset=utf-8",
    JSON: "application/feed+json",
}
# What belongs in no feed, but gets into titles by ways that no form sees; and what XML gives a meaning.
STRANGE = "“甲&乙”\x0b<丙>]]>\ufffe😀"


def make_city(number=1):
    """Publish `number` of everything, one of each corrected, and return {name: path of the feed}."""
    place, authority, photo = make_place(slug="taohua"), make_authority(slug="shui"), make_photo()
    column, desk = make_column("要闻", slug="yaowen", description="本地要闻。"), make_desk("值班热线", slug="zhiban")
    people = [make_contributor(slug="lin"), make_contributor("顾清和", slug="gu", role=Role.EDITOR)]
    rich = {"body": f'<h2>小标题</h2><p>{STRANGE[:5]}<a href="/hotlines/">电话</a></p>', "places": [place]}
    articles = [
        make_article(
            f"第{n}篇{STRANGE}",
            column=column,
            bylines=people,
            lead_photo=photo,
            advised_by=authority,
            steps=["关阀"],
            publish_at=timezone.now() - timedelta(hours=1, minutes=3 * n),
            **rich,
        )
        for n in range(number)
    ]
    answers = [
        make_answer(
            f"第{n}个问题？{STRANGE}",
            desk=desk,
            authority=authority,
            lead_photo=photo,
            publish_at=timezone.now() - timedelta(hours=1, minutes=3 * n + 1),
            **rich,
        )
        for n in range(number)
    ]
    notices = [
        make_notice(
            f"第{n}份{STRANGE}",
            kind=make_kind(slug="tingshui"),
            authority=authority,
            publish_at=timezone.now() - timedelta(hours=1, minutes=3 * n + 2),
            **rich,
        )
        for n in range(number)
    ]
    make_topic(slug="dianti", articles=articles, introduction=f"难在哪里？{STRANGE}")
    for corrected in (articles[0], answers[0], notices[0]):
        corrected.correct(corrected.author, f"有误{STRANGE}")
    return {
        "site": "/feeds/all/",
        "column": "/feeds/columns/yaowen/",
        "topic": "/feeds/topics/dianti/",
        "contributor": "/feeds/contributors/lin/",
        "desk": "/feeds/desks/zhiban/",
        "place": "/feeds/places/taohua/",
        "authority": "/feeds/authorities/shui/",
        "notices": "/feeds/notices/",
        "kind of notices": "/feeds/notices/tingshui/",
        "corrections": "/feeds/corrections/",
    }


def parsed(client, path):
    """Return what feedparser reads at `path`, which must be without a fault."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    found = feedparser.parse(answer.content, response_headers={"content-type": answer["Content-Type"]})
    assert not found.bozo, (path, found.get("bozo_exception"))
    return found


def told(client, path):
    """Return the JSON Feed of the feed whose folder is `path`."""
    return json.loads(client.get(f"{path}{JSON}").content)


def titles(client, path):
    """The titles of the feed's entries, which are the same in every format."""
    atom, rss = ([entry.title for entry in parsed(client, f"{path}{file}").entries] for file in (ATOM, RSS))
    assert atom == rss == [item["title"] for item in told(client, path)["items"]], path
    return atom
