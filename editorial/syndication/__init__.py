"""What is new, for programs that ask again and again: one source of entries, and a writer for each format.

A feed is a function of a request that returns a `Feed`; `syndicated` makes it a view and `feed_paths` gives it
its addresses. What the formats share, and what becomes of an embargo, is told in docs/feeds.md.
"""

from .entry import Entry, Picture
from .feed import MOST_ENTRIES, Feed
from .formats import FORMATS, feed_paths, syndicated
from .newest import newest

__all__ = ["FORMATS", "MOST_ENTRIES", "Entry", "Feed", "Picture", "feed_paths", "newest", "syndicated"]
