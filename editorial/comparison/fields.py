"""What two snapshots hold in one field, and in one many-to-many relation."""

from django.db import models

from ..richtext import RichTextField
from ..snapshots import plain
from .change import ADDED, REMOVED, SAME, BlockKind, ComparedBlock, Piece
from .texts import rich_text_blocks, text_blocks
from .values import is_empty, value_pieces

BETWEEN_NAMES = Piece("、", SAME)


class FieldPair:
    def __init__(self, field, old, new):
        self.field = field
        self.name = field.name
        self.old, self.new = (self._value(data["fields"]) for data in (old, new))

    def _value(self, fields):
        """Return what a snapshot holds for this field.

        A snapshot from before the field was made holds the field's default.
        """
        if self.name in fields:
            return fields[self.name]
        return plain(self.field.get_default())

    @property
    def differs(self):
        return self.old != self.new and not (is_empty(self.old) and is_empty(self.new))

    def things(self):
        if self.field.is_relation:
            yield from ((self.field.related_model, key) for key in (self.old, self.new))

    def blocks(self, names):
        if isinstance(self.field, RichTextField):
            return rich_text_blocks(self.old or "", self.new or "")
        if isinstance(self.field, models.TextField) and not self.field.choices:
            return text_blocks(self.old or "", self.new or "")
        return [ComparedBlock(BlockKind.LINE, value_pieces(self.field, self.old, self.new, names))]


class LinkPair:
    def __init__(self, field, old, new):
        self.name = field.name
        self.model = field.related_model
        self.old, self.new = (data["links"].get(field.name, []) for data in (old, new))

    @property
    def differs(self):
        return set(self.old) != set(self.new)

    def things(self):
        yield from ((self.model, key) for key in [*self.old, *self.new])

    def blocks(self, names):
        """Return one line of all names: those that stay, then those that were removed, then those that were added."""
        old, new = dict.fromkeys(self.old), dict.fromkeys(self.new)
        kinds = {key: SAME if key in old and key in new else REMOVED if key in old else ADDED for key in {**old, **new}}
        pieces = []
        for key in sorted(kinds, key=lambda key: (SAME, REMOVED, ADDED).index(kinds[key])):
            pieces += [BETWEEN_NAMES] * bool(pieces) + [Piece(names.of(self.model, key), kinds[key])]
        return [ComparedBlock(BlockKind.LINE, pieces)]
