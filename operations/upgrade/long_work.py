"""What an upgrade leaves to be done while the site runs, since a migration would do it under a lock, or all at once.

Each piece may be broken off at any time and begun again, and does nothing where nothing is left.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from declarations.findable import DECLARED
from photos import measuring
from search.core import rebuild


@dataclass(frozen=True)
class LongWork:
    """`batches(only_count)` yields for each small transaction how many things it found to be done, and did.

    With `only_count` it does nothing.
    """

    name: str
    batches: Callable[[bool], Iterator[int]]


def measure_pictures(only_count):
    after, rows = 0, measuring.unmeasured().order_by("pk")
    while keys := list(rows.filter(pk__gt=after).values_list("pk", flat=True)[: measuring.BATCH]):
        yield len(keys) if only_count else measuring.measure(rows.filter(pk__in=keys))
        after = keys[-1]


def complete_index(only_count):
    look = rebuild.compare if only_count else rebuild.repair
    for declaration in DECLARED:
        for after, until in rebuild.ranges(declaration):
            found = look(declaration, after, until)
            yield found.missing + found.other + found.superfluous


LONG_WORK = (
    LongWork(_("Entries of the search index that were missing, outdated or superfluous"), complete_index),
    LongWork(_("Pictures whose size was not known"), measure_pictures),
)
