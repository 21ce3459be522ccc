"""Writes the whole index anew, batch by batch. An old entry is found until the moment at which it is replaced.

Each batch is one transaction, so the work may be broken off at any time and begun again.
"""

from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from . import index
from .models import IndexEntry


@dataclass
class Difference:
    """How the index differs from what it should hold, as numbers of things.

    `missing` have no entry, `other` have one that says something else, and `superfluous` have one although there is
    nothing to find.
    """

    missing: int = 0
    other: int = 0
    superfluous: int = 0

    def __add__(self, more):
        return Difference(self.missing + more.missing, self.other + more.other, self.superfluous + more.superfluous)


def ranges(declaration, size=index.BATCH):
    """Yield ranges of primary keys as (after, until), each with at most `size` rows.

    Together they hold all rows of the declaration's model, and all entries about them.
    """
    after, keys = 0, declaration.model._base_manager.order_by("pk").values_list("pk", flat=True)
    while batch := list(keys.filter(pk__gt=after)[:size]):
        yield after, batch[-1]
        after = batch[-1]
    beyond = _entries(declaration, after, None).aggregate(last=Max("object_id"))["last"]
    if beyond is not None:
        yield after, beyond


@transaction.atomic
def rebuild(declaration, after, until):
    """Write anew what `declaration` offers of rows with keys above `after` up to `until`; return how many that is."""
    rows = declaration.model._base_manager.filter(pk__gt=after, pk__lte=until).order_by("pk")
    # The lock keeps everybody from changing these rows meanwhile.
    keys = list(rows.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))
    held = _entries(declaration, after, until).values_list("object_id", flat=True)
    return index.write(declaration, {*keys, *held}, declaration.rows().filter(pk__in=keys), is_anew=True)


def compare(declaration, after, until):
    """Return the Difference between what the index holds and what it should hold, in the same range."""
    rows = declaration.rows().filter(pk__gt=after, pk__lte=until)
    offered = {(entry.kind, entry.object_id): index.says(entry) for entry in index.entries_of(declaration, rows)}
    held = {(entry.kind, entry.object_id): index.says(entry) for entry in _entries(declaration, after, until)}
    other = [key for key in offered.keys() & held.keys() if offered[key] != held[key]]
    return Difference(len(offered.keys() - held.keys()), len(other), len(held.keys() - offered.keys()))


def repair(declaration, after, until):
    """Write anew what the index lacks or holds wrongly in the same range, if anything, and return the Difference."""
    found = compare(declaration, after, until)
    if found != Difference():
        rebuild(declaration, after, until)
    return found


def _entries(declaration, after, until):
    found = IndexEntry.objects.filter(kind__in=declaration.kinds, object_id__gt=after)
    return found if until is None else found.filter(object_id__lte=until)
