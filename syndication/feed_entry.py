"""One entry of a feed, whatever it is written as."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.feedgenerator import get_tag_uri

from web.addresses import with_absolute_addresses
from web.linked_data import canonical

from .xml_text import writable


@dataclass(frozen=True)
class Picture:
    """The picture of an entry: the JPEG that everything can read, and a smaller one to show beside the text.

    `size` is in bytes, None where nobody has measured the file.
    """

    url: str
    type: str
    size: int | None
    shown: str

    @classmethod
    def of(cls, photo):
        """Return that of `photo`, of the library; None where there is none."""
        if photo is None:
            return None
        return cls(canonical(photo.master_url), photo.MASTER_TYPE, photo.master_bytes, canonical(photo.url))


@dataclass(frozen=True)
class FeedEntry:
    """One entry of a feed. Its `name` is made of `link` and `published` where none is given, and stays while these do.

    `text` is plain; `html` returns the whole in HTML, and is asked only where the entry is shown. `categories` begin
    with the sort of thing that it is; `authors` are names. `alert` is the address of the same as an alert (CAP).
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
        return self.name or get_tag_uri(self.link.removesuffix("/"), self.published)  # which ends with one

    @property
    def content(self):
        """The whole in HTML, to be read from anywhere; empty where there is no more than `text`."""
        return writable(with_absolute_addresses(self.html().strip(), self.link))

    def writable(self):
        """Return the same without what XML cannot hold."""
        return replace(
            self,
            title=writable(self.title),
            text=writable(self.text),
            authors=tuple(map(writable, self.authors)),
            categories=tuple(map(writable, self.categories)),
        )
