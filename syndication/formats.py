"""The formats in which every feed is read, and the addresses of each.

A feed is a folder below `/feeds/`: its own address is Atom, as programs have known it since there was nothing
else; `rss.xml` and `feed.json` in it are the same as RSS and as JSON Feed.
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
    """`file` is the last part of its addresses, `suffix` that of its names in the URL configuration."""

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
    """Make a view of `feed`, a function of a request that returns a Feed; Atom where no format is asked for.

    The answer has no Last-Modified: when something is withdrawn the newest date gets older, and a program that asks by
    date would be told that nothing has changed. Its ETag is made of what it holds (ConditionalGetMiddleware).
    """

    @require_safe
    @wraps(feed)
    def view(request, *args, form=ATOM, **kwargs):
        return form.write(feed(request, *args, **kwargs).writable(), public_address(request.path))

    return view


def feed_paths(route, view, name):
    """Return the patterns of the feed `view` at `feeds/<route>`: its Atom is called `name`, the others beside it."""
    return [path(f"feeds/{route}{form.file}", view, {"form": form}, f"{name}{form.suffix}") for form in FORMATS]
