"""What two snapshots hold in one relation whose rows belong to the item."""

from collections import defaultdict, deque
from itertools import takewhile

from django.db import models
from django.utils.translation import gettext as _

from ..snapshots import relation_of, row_fields
from .change import ADDED, REMOVED, SAME, BlockKind, ComparedBlock, Piece, remark
from .unchanged import folded
from .values import is_empty, reading, value_pieces

BETWEEN_VALUES = Piece(" · ", SAME)


class RowsPair:
    def __init__(self, model, part, old, new):
        relation = relation_of(model, part)
        self.name = part
        fields = row_fields(relation)
        first = (relation.related_model._meta.ordering or [""])[0]
        self.order = next((f for f in fields if f.name == first and isinstance(f, models.IntegerField)), None)
        self.fields = [field for field in fields if field != self.order]
        self.old, self.new = (self._in_order(data["rows"].get(part, [])) for data in (old, new))

    def _in_order(self, rows):
        return sorted(rows, key=lambda row: row.get(self.order.name) or 0) if self.order else rows

    @property
    def differs(self):
        return [self._all(row) for row in self.old] != [self._all(row) for row in self.new]

    def _said(self, row):
        """Return what a row says, without its place in the order."""
        return [row.get(field.name) for field in self.fields]

    def _all(self, row):
        return [*self._said(row), row.get(self.order.name) if self.order else None]

    def things(self):
        for field in self.fields:
            if field.is_relation:
                yield from ((field.related_model, row.get(field.name)) for row in [*self.old, *self.new])

    def blocks(self, names):
        """Return the rows in the order of the new version. A row that is gone follows the row that it followed."""
        partners = self._partners()
        kept = set(partners.values())

        def gone_after(place):
            later = takewhile(lambda place: place not in kept, range(place + 1, len(self.old)))
            return [(was, None) for was in later]

        lines = gone_after(-1)
        for now in range(len(self.new)):
            was = partners.get(now)
            lines += [(was, now), *(gone_after(was) if was is not None else ())]
        blocks = [self._block(was, now, names) for was, now in lines]
        if not any(block.is_changed for block in blocks):
            return [remark(_("The same entries in another order."))]
        return folded(blocks)

    def _partners(self):
        """Return {place in the new version: place in the old} of rows that are the same one.

        They are known by their key, else by all that they say, else by what they say without their place in the order.
        """
        partners, taken = {}, set()
        for alike in (lambda row: row.get("id"), self._all, self._said):
            free = defaultdict(deque)
            for place, row in enumerate(self.old):
                if place not in taken:
                    free[repr(alike(row))].append(place)
            for now, row in enumerate(self.new):
                if now not in partners and not is_empty(alike(row)) and (places := free[repr(alike(row))]):
                    partners[now] = places.popleft()
                    taken.add(partners[now])
        return partners

    def _block(self, was, now, names):
        if was is None or now is None:
            row, kind = (self.new[now], ADDED) if was is None else (self.old[was], REMOVED)
            return ComparedBlock(BlockKind.ENTRY, [Piece(self._line(row, names), kind)])
        old, new = self.old[was], self.new[now]
        pieces = []
        for field in self.fields:
            values = old.get(field.name), new.get(field.name)
            if not all(is_empty(value) for value in values):
                pieces += [BETWEEN_VALUES] * bool(pieces) + value_pieces(field, *values, names)
        moved = self._moved(was, now)
        only_moved = moved and all(piece.kind == SAME for piece in pieces)
        return ComparedBlock(BlockKind.MOVED if only_moved else BlockKind.ENTRY, pieces + moved)

    def _line(self, row, names):
        values = [(field, row.get(field.name)) for field in self.fields]
        return BETWEEN_VALUES.text.join(reading(field, value, names) for field, value in values if not is_empty(value))

    def _moved(self, was, now):
        """Return pieces that say where a row was and where it is now; none if its order is the same."""
        if not self.order:
            return []
        orders = [data.get(self.order.name) for data in (self.old[was], self.new[now])]
        if orders[0] == orders[1]:
            return []
        if was != now:
            before, after = (_("no. %d") % (place + 1) for place in (was, now))
        else:
            before, after = (_("order %s") % order for order in orders)
        return [Piece(" ", SAME), Piece(before, REMOVED), Piece(after, ADDED)]
