"""One entry of a feed, in whatever format it is written."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.feedgenerator import get_tag_uri

from web.addresses import with_absolute_addresses
from web.linked_data import canonical

from .xml_text import writable


@dataclass(frozen=True)
class Picture:
    """The picture of an entry: the JPEG at `url`, which every program can read, and a smaller picture at `shown`.

    The smaller one is shown beside the text. `type` and `size` are those of the JPEG. `size` is in bytes, None where
    nobody has measured the file.
    """

    url: str
    type: str
    size: int | None
    shown: str

    @classmethod
    def of(cls, photo):
        """Return the Picture of `photo`, a Photo of the library, or None where `photo` is None."""
        if photo is None:
            return None
        return cls(canonical(photo.master_url), photo.MASTER_TYPE, photo.master_bytes, canonical(photo.url))


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed.

    `text` is plain. `html` returns the whole in HTML, and is called only where the entry is shown. `authors` are names.
    `categories` begin with the kind of thing that the entry is about. `alert` is the address of the same as an alert
    (CAP). `name` is the entry's identity. Where none is given, it is made of `link` and `published`, and stays the same
    as long as these do.
    """

    title: str
    text: str
    link: str
    published: datetime
    updated: datetime
    html: Callable[[], str] = str
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    picture: Picture | None = None
    alert: str = ""
    name: str = ""

    @property
    def unique_id(self):
        """A tag URI (RFC 4151), the same in every format and every feed."""
        return self.name or get_tag_uri(self.link.removesuffix("/"), self.published)  # the tag URI ends with a slash

    @property
    def content(self):
        """The whole in HTML with absolute addresses; empty where there is no more than `text`."""
        return writable(with_absolute_addresses(self.html().strip(), self.link))

    def writable(self):
        """Return the entry without what XML cannot hold."""
        return replace(
            self,
            title=writable(self.title),
            text=writable(self.text),
            authors=tuple(map(writable, self.authors)),
            categories=tuple(map(writable, self.categories)),
        )
