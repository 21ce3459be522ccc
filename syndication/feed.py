"""A feed: what it is called, the page that shows the same to people, and its entries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .feed_entry import FeedEntry
from .xml_text import writable

MOST_ENTRIES = 30


@dataclass(frozen=True)
class Feed:
    """A feed of the newest of `entries`, at most `most` of them.

    `page` is the path of the page that shows the same to people.
    """

    title: str
    subtitle: str
    page: str
    entries: Iterable[FeedEntry]
    most: int = MOST_ENTRIES

    def writable(self):
        """Return the feed as it is written: the newest entries first, and nothing in it that XML cannot hold."""
        newest = sorted(self.entries, key=lambda entry: entry.published, reverse=True)[: self.most]
        return replace(
            self,
            title=writable(self.title),
            subtitle=writable(self.subtitle),
            entries=[entry.writable() for entry in newest],
        )
