"""The formats of every feed, and the addresses of each.

A feed is a folder below `/feeds/`. The folder's own address is Atom: programs know it from the time when there was no
other format. `rss.xml` and `feed.json` in the folder are the same as RSS and as JSON Feed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.urls import path
from django.views.decorators.http import require_safe

from web.addresses import public_address

from . import atom, json_feed, rss


@dataclass(frozen=True)
class FeedFormat:
    """One format of feeds.

    `file` is the last part of its addresses, `suffix` the last part of its names in the URL configuration. `write`
    takes a Feed and its own absolute address, and returns the response.
    """

    label: str
    type: str
    file: str
    suffix: str
    write: Callable


ATOM = FeedFormat("Atom", "application/atom+xml", "", "", atom.write)
RSS = FeedFormat("RSS", "application/rss+xml", "rss.xml", "_rss", rss.write)
JSON = FeedFormat("JSON", "application/feed+json", "feed.json", "_json", json_feed.write)
FORMATS = [RSS, ATOM, JSON]  # in the order in which readers are offered them


def syndicated(feed):
    """Make a view of `feed`, a function that takes a request and returns a Feed.

    The view writes Atom where no format is asked for. The answer has no Last-Modified. When something is withdrawn, the
    newest date gets older, and a program that asks by date would be told that nothing has changed. The ETag is made of
    what the answer holds (ConditionalGetMiddleware).
    """

    @require_safe
    @wraps(feed)
    def view(request, *args, form=ATOM, **kwargs):
        return form.write(feed(request, *args, **kwargs).writable(), public_address(request.path))

    return view


def feed_paths(route, view, name):
    """Return the URL patterns of the feed `view` below `feeds/<route>`, one for each format.

    The pattern of Atom is called `name`. The others are called `name` with the suffix of their format.
    """
    return [path(f"feeds/{route}{form.file}", view, {"form": form}, f"{name}{form.suffix}") for form in FORMATS]
