"""What is new, for programs that ask again and again: one source of entries, and a writer for each format.

A feed is a function of a request that returns a `Feed`; `syndicated` makes it a view and `feed_paths` gives it
its addresses. What the formats share, and what becomes of an embargo, is told in docs/feeds.md.
"""

from .feed import MOST_ENTRIES, Feed
from .feed_entry import FeedEntry, Picture
from .formats import FORMATS, feed_paths, syndicated

__all__ = ["FORMATS", "MOST_ENTRIES", "FeedEntry", "Feed", "Picture", "feed_paths", "syndicated"]
