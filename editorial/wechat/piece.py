"""A published item as a piece for WeChat. All that it says comes from its PublicItem."""

from collections.abc import Mapping
from functools import cached_property

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from photos.models import Photo

from ..models import Publishable
from ..preflight.passage import plain_text
from ..public_item import PublicItem
from . import pictures
from .inlining import as_kept, with_styles
from .makers import closing_of
from .markup import Rewritten, rewrite

QR = "qr.png"  # of its page


class WeChatPiece:
    """What is pasted into WeChat's editor of `item`, and into its fields beside the text.

    Nothing is worked out before it is asked for. `forbidden` stands at its head where it may not be passed on.
    """

    def __init__(self, item: Publishable, forbidden: str = "") -> None:
        self.item, self.forbidden = item, forbidden
        self.public = PublicItem.of(item)

    # The fields beside the text

    @cached_property
    def title(self) -> str:
        return self.public.headline

    @cached_property
    def author(self) -> str:
        return "、".join(self.public.authors)

    @cached_property
    def digest(self) -> str:
        return " ".join(self.public.description.split())

    @cached_property
    def address(self) -> str:
        return self.public.address

    @cached_property
    def cover(self) -> Photo | None:
        """The picture that its covers are cut from: the lead picture, or the first in the text."""
        lead = self.public.lead_picture
        return lead if pictures.has_file(lead) else next(iter(self.pictures.values()), None)

    # The text

    @cached_property
    def rewritten(self) -> Rewritten:
        context = {"item": self.item, "public": self.public, "forbidden": self.forbidden}
        html = render_to_string("editorial/wechat/_piece.html", context)
        return rewrite(html, self.address, pictures.library(html))

    @property
    def pictures(self) -> Mapping[str, Photo]:
        return self.rewritten.pictures

    @property
    def codes(self) -> dict[str, str]:
        """The addresses of its QR codes by their names."""
        return {**self.rewritten.codes, QR: self.address}

    @cached_property
    def styled(self) -> str:
        """The whole with its styles; its pictures are there by their names."""
        context = {
            "notes": self.rewritten.notes,
            "closing": closing_of(self.public),
            "newspaper": settings.NEWSPAPER,
            "qr": QR,
        }
        end = render_to_string("editorial/wechat/_end.html", context).strip()
        return with_styles(f'<section class="piece">{self.rewritten.html}{end}</section>')

    @cached_property
    def text(self) -> str:
        """It without markup, for what takes no other."""
        return plain_text(self.bare)

    @cached_property
    def bare(self) -> SafeString:
        """Its markup with no pictures in it."""
        return as_kept(self.styled, {})

    @property
    def with_files(self) -> SafeString:
        """Its markup, to lie beside its pictures in a folder."""
        return as_kept(self.styled, {name: name for name in (*self.pictures, *self.codes)})

    @property
    def with_data(self) -> SafeString:
        """Its markup with the pictures in it, so that they are pasted along."""
        named = {name: pictures.data_address(name, self.file(name)) for name in (*self.pictures, *self.codes)}
        return as_kept(self.styled, named)

    def file(self, name: str) -> bytes:
        """Return the file of that `name`. Raises KeyError where there is none."""
        if name in self.codes:
            return pictures.qr_of(self.codes[name])
        if name in pictures.COVERS:
            if self.cover is None:
                raise KeyError(name)
            return pictures.cover_of(self.cover, name)
        return pictures.jpeg_of(self.pictures[name])

    @property
    def files(self) -> list[str]:
        """The names of all pictures that go with it."""
        return [*(pictures.COVERS if self.cover else ()), *self.pictures, *self.codes]
