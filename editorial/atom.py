"""Atom 1.0 (RFC 4287), as every feed of the paper writes it.

The same entries make the same bytes, so a reader's program that asks again is told that nothing is new.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpResponse
from django.urls import get_script_prefix
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape

from .days import midnight

MOST_ENTRIES = 30
# What XML 1.0 has no way to write.
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One entry of a feed. Its `name` is made of `link` and `published` where none is given, and stays while these do.

    `text` is plain; `term` is the sort of thing that it is about; `alert` the address of the same as an alert (CAP).
    """

    title: str
    text: str
    link: str
    published: datetime
    updated: datetime
    term: str = ""
    alert: str = ""
    name: str = ""


class _Atom(Atom1Feed):
    def latest_post_date(self):
        """Of a feed without entries, the beginning of the day: the clock would make every answer another one."""
        return super().latest_post_date() if self.items else midnight(timezone.localdate())

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item["alert"]:
            link = {"rel": "alternate", "type": "application/cap+xml", "href": item["alert"]}
            handler.addQuickElement("link", "", link)


def atom(address, page, title, subtitle, entries, most=MOST_ENTRIES):
    """Return the response that holds the newest `entries`, at most `most` of them.

    `address` is the feed's own path, `page` that of the same for people.
    """
    feed = _Atom(
        writable(title),
        public_address(page),
        None,
        language="zh-Hans",
        author_name=settings.NEWSPAPER["name"],
        subtitle=writable(subtitle),
        feed_url=public_address(address),
    )
    for entry in sorted(entries, key=lambda entry: entry.published, reverse=True)[:most]:
        feed.add_item(
            writable(entry.title),
            entry.link,
            escape(writable(entry.text)),  # Atom's summary is read as HTML
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=entry.name or get_tag_uri(entry.link.removesuffix("/"), entry.published),  # which ends with one
            categories=[entry.term] if entry.term else (),
            alert=entry.alert,
        )
    response = HttpResponse(content_type=feed.content_type)
    feed.write(response, "utf-8")
    return response


def public_address(path):
    """Return the reversed `path` as an absolute address of the standard edition, whichever edition was asked."""
    return f"{settings.SITE_URL}/{path.removeprefix(get_script_prefix())}"


def writable(text):
    """Return `text` without the characters that XML cannot hold."""
    return UNWRITABLE.sub("", str(text))
