"""Feeds tell programs that ask again and again what is new: one source of entries, a writer for each format.

A feed is a function that takes a request and returns a `Feed`. `syndicated` makes it a view, and `feed_paths` gives it
its addresses. docs/feeds.md tells what the formats share, and what becomes of an embargo.
"""

from .feed import MOST_ENTRIES, Feed
from .feed_entry import FeedEntry, Picture
from .formats import FORMATS, feed_paths, syndicated
