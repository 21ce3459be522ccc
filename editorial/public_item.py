"""What an item says to the world. Each kind of content declares it once, in a file `public_item.py` of its room.

Every way out takes what it needs from it: feeds, structured data, search, sitemaps, files, calendars, alerts. Nothing
is worked out before it is asked for, so a sitemap, which asks for an address and a moment, pays for nothing else.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cached_property
from typing import Any, ClassVar, NamedTuple

from django.conf import settings
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone

from directory.models import Authority, Place
from photos.models import Photo
from photos.placed import arranged
from web.addresses import public_address

from .models import Correction, Publishable
from .preflight.passage import plain_text


class Maker(NamedTuple):
    """Somebody whose name stands on an item: what for, in words, and the path of the page of that person, if any."""

    name: str
    role: str = ""
    path: str = ""
    is_editor: bool = False  # responsible for it, and not among its authors


class PublicItem:
    """What `item` says at the moment `at`, in plain words unless it says HTML.

    A subclass for a `model` says what is particular to this kind of content. What kinds call by the same name is read
    here: `summary`, `body`, `authority`, `places`, `lead_photo`, `photos`. Whoever reads many items at once may pass
    what is `known` already.
    """

    model: ClassVar[type[Model]] = Publishable
    # Both get `item`, and this as `public`.
    html_template: ClassVar[str] = ""  # what readers of feeds get
    whole_template: ClassVar[str] = ""  # the same with all that stands beside the text, where there is any
    _declared: ClassVar[dict[type[Model], type["PublicItem"]]] = {}

    language: ClassVar[str] = "zh-CN"

    def __init_subclass__(cls) -> None:
        PublicItem._declared[cls.model] = cls

    def __init__(self, item: Publishable, at: datetime | None = None, **known: Any) -> None:
        self.item, self.at = item, at or timezone.now()
        vars(self).update(known)

    @staticmethod
    def of(item: Publishable, at: datetime | None = None) -> "PublicItem":
        """Return what `item` says, as its kind declares it."""
        return PublicItem._declared.get(type(item), PublicItem)(item, at)

    # What it is, and where

    @cached_property
    def kind(self) -> str:
        return str(self.item._meta.verbose_name)

    @cached_property
    def path(self) -> str:
        return self.item.get_absolute_url()

    @cached_property
    def address(self) -> str:
        """The absolute address of its page in the standard edition, for good."""
        return public_address(self.path)

    @property
    def section(self) -> str:
        """What it belongs to, in a word: a column, a desk, a sort of notice."""
        return ""

    @property
    def licence(self) -> str:
        """What anybody may do with it; empty where nothing is said but the law."""
        return ""

    # What it says

    @cached_property
    def headline(self) -> str:
        return str(self.item)

    @cached_property
    def summary(self) -> str:
        """It in a sentence or two, for lists."""
        return getattr(self.item, "summary", "")

    @property
    def description(self) -> str:
        """What stands below the headline where its address is shown."""
        return self.summary or self.headline

    @cached_property
    def text(self) -> str:
        """Its text without markup, one block a line."""
        return plain_text(getattr(self.item, "body", ""))

    @property
    def words(self) -> Sequence[str]:
        """The words by which it is found, line by line, besides its headline."""
        return ()

    @cached_property
    def html(self) -> str:
        """The whole to read elsewhere; its addresses may be relative to that of its page."""
        return render_to_string(self.html_template, {"item": self.item, "public": self}) if self.html_template else ""

    @cached_property
    def whole_html(self) -> str:
        """All that its page says of it, for where nobody is sent to the page: pictures beside it, steps, hotlines."""
        if not self.whole_template:
            return self.html
        context = {"item": self.item, "public": self, "newspaper": settings.NEWSPAPER}
        return render_to_string(self.whole_template, context)

    @cached_property
    def arranged(self) -> dict[str, Any]:
        """The pictures beside it, as its page shows them."""
        return arranged(self.item) if hasattr(self.item, "photos") else {}

    @cached_property
    def lead_picture(self) -> Photo | None:
        return getattr(self.item, "lead_photo", None)

    @cached_property
    def pictures(self) -> list[Photo]:
        """Its pictures, each once, the lead picture first. Those in its text are not among them."""
        rows = self.item.photos.all() if hasattr(self.item, "photos") else []
        lead = [self.lead_picture] if self.lead_picture else []
        return lead + [row.photo for row in rows if not lead or row.photo_id != lead[0].pk]

    # Who and where

    @property
    def makers(self) -> Sequence[Maker]:
        return ()

    @cached_property
    def authority(self) -> Authority | None:
        """Whose matter it is; None where it is the paper's own."""
        return getattr(self.item, "authority", None)

    @cached_property
    def source(self) -> str:
        """The name of who answers for it: the authority, or the paper."""
        return self.authority.name if self.authority else settings.NEWSPAPER["name"]

    @cached_property
    def authors(self) -> tuple[str, ...]:
        """The names of those who made it, each once; where nobody is named, its source."""
        return tuple(dict.fromkeys(one.name for one in self.makers if not one.is_editor)) or (self.source,)

    @cached_property
    def places(self) -> list[Place]:
        return list(self.item.places.all()) if hasattr(self.item, "places") else []

    @cached_property
    def trails(self) -> list[str]:
        """The names of its places, each after those it lies in."""
        return [place.trail for place in self.places]

    @property
    def names(self) -> list[str]:
        """The names of its places and its authority, by which it is found."""
        authority = self.authority
        return [place.name for place in self.places] + ([authority.name, authority.short_name] if authority else [])

    # When, and how it stands

    @property
    def published(self) -> datetime:
        """The moment from which it is public. A draft, which only a preview shows, may have none."""
        return self.item.publish_at

    @cached_property
    def corrections(self) -> list[Correction]:
        """What was put right in it, the newest first."""
        return list(self.item.corrections.all())

    def address_of(self, correction: Correction) -> str:
        return f"{self.address}#correction-{correction.pk}"

    @cached_property
    def corrected(self) -> datetime | None:
        """The moment of the last correction. Who reads many items reads it with them (`with_last_correction`)."""
        if hasattr(self.item, "last_corrected_at"):
            return self.item.last_corrected_at
        return max((correction.at for correction in self.corrections), default=None)

    @cached_property
    def told(self) -> datetime:
        """The last moment at which readers were told something else: publication, correction, what a kind adds.

        A change that readers need not be told of leaves it.
        """
        return _last(self.published, self.corrected)

    @cached_property
    def changed(self) -> datetime:
        """The last moment at which any of it was changed.

        Steps of the reviews, counters and what the site does by itself write only their own columns. They do not touch
        `updated_at`.
        """
        return _last(self.published, self.corrected, self.item.updated_at)

    @property
    def begins(self) -> datetime | None:
        """The moment from which it holds, where it holds for a while."""
        return None

    @property
    def over(self) -> datetime | None:
        """The moment from which it holds no longer; None where it has no end."""
        return None

    @property
    def period(self) -> str:
        """From when until when it holds, in words."""
        return ""

    @property
    def next_change(self) -> datetime | None:
        """The next moment from which it says something else by the clock alone."""
        return None

    @property
    def withdrawn(self) -> datetime | None:
        return self.item.withdrawn_at

    @property
    def withdrawn_reason(self) -> str:
        return self.item.withdrawn_reason

    @property
    def status_in_words(self) -> str:
        return self.item.status_in_words


def _last(*moments: Any) -> datetime:
    return max(moment for moment in moments if moment)
