"""更正 and 撤稿 for whoever follows the paper by machine: reprinters first of all."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.html import escape
from django.utils.translation import gettext as _

from .corrections import published_corrections, with_items

MOST_ENTRIES = 30


@dataclass(frozen=True)
class FeedEntry:
    title: str
    text: str
    at: datetime
    link: str


class CorrectionsFeed(Feed):
    """The latest corrections and withdrawals, as Atom 1.0; all addresses are the public ones of SITE_URL."""

    feed_type = Atom1Feed
    language = "zh-Hans"

    def title(self):
        return _("%(newspaper)s: corrections") % {"newspaper": settings.NEWSPAPER["name"]}

    def subtitle(self):
        return _("What the paper got wrong and has put right or withdrawn.")

    def author_name(self):
        return settings.NEWSPAPER["name"]

    def link(self):
        return absolute(reverse("editorial:corrections"))

    def feed_url(self):
        return absolute(reverse("editorial:corrections_feed"))

    def items(self):
        corrections = list(published_corrections()[:MOST_ENTRIES])
        withdrawn = with_items(corrections, MOST_ENTRIES)
        entries = [
            FeedEntry(
                _("Correction: %(title)s") % {"title": row.item},
                row.text,
                row.at,
                absolute(f"{row.item.get_absolute_url()}#correction-{row.pk}"),
            )
            for row in corrections
        ]
        entries += [
            FeedEntry(
                _("Withdrawn: %(title)s") % {"title": item},
                item.withdrawn_reason,
                item.withdrawn_at,
                absolute(item.get_absolute_url()),
            )
            for item in withdrawn
        ]
        return sorted(entries, key=lambda entry: entry.at, reverse=True)[:MOST_ENTRIES]

    def item_title(self, item):
        return item.title

    def item_description(self, item):
        # Atom's summary is read as HTML.
        return escape(item.text)

    def item_link(self, item):
        return item.link

    def item_guid(self, item):
        return get_tag_uri(item.link, item.at)

    def item_pubdate(self, item):
        return item.at

    def item_updateddate(self, item):
        return item.at


def absolute(path):
    return f"{settings.SITE_URL}{path}"
