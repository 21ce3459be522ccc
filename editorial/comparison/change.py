from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

SAME, REMOVED, ADDED = "same", "removed", "added"


class BlockKind(TextChoices):
    """What a block is, and the word for it."""

    PARAGRAPH = "paragraph", _("paragraph")
    HEADING = "heading", _("subhead")
    SUBHEADING = "subheading", _("lesser subhead")
    BULLET = "bullet", _("list item")
    NUMBERED = "numbered", _("numbered item")
    QUOTE = "quote", _("quotation")
    PICTURE = "picture", _("picture")
    CAPTION = "caption", _("table caption")
    HEAD_ROW = "head-row", _("table head")
    TABLE_ROW = "table-row", _("table row")
    RULE = "rule", _("dividing line")
    ENTRY = "entry", _("entry")
    MOVED = "moved", _("order changed")
    LINE = "line", ""
    FOLD = "fold", ""
    NOTE = "note", ""


class Piece(NamedTuple):
    """A stretch of text, and whether it is in both versions or in one of them."""

    text: str
    kind: str


@dataclass
class ComparedBlock:
    """A line of pieces: a paragraph, a picture, a value. `was` is its kind in the old version, if that is another."""

    kind: BlockKind
    pieces: list
    was: BlockKind | None = None

    @property
    def word(self):
        """The word for its kind; "" for a paragraph or an entry that has always been one."""
        return self.kind.label if self.was or self.kind not in {BlockKind.PARAGRAPH, BlockKind.ENTRY} else ""

    @property
    def is_changed(self):
        return self.was is not None or any(piece.kind != SAME for piece in self.pieces)


def remark(sentence, kind=BlockKind.NOTE):
    """Return a block that says something of the comparison itself."""
    return ComparedBlock(kind, [Piece(sentence, SAME)])


@dataclass
class Change:
    """What differs in one field, link or part of an item, under the name that the form gives it."""

    name: str
    label: str
    blocks: list
