"""Goes through all items of a kind, in batches, and tells what does not agree."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from ..models import Entry, Proposal
from ..rules import Action
from . import decisions, versions
from .held import DECIDED, held_about

BATCH = 200  # items that are in memory at a time, each with what it holds and its last version


@dataclass
class Disagreement:
    """What was found about some items.

    `items` is their number, and `faults` is a list of (number of the item, sentence). The rest is only worth knowing:
    `fewer` counts what passed fewer reviews than are wanted today, `unsaved` what has no version to be compared with.
    """

    items: int = 0
    faults: list = field(default_factory=list)
    fewer: int = 0
    unsaved: int = 0


def audit(kind):
    """Yield a Disagreement for each batch of the items of `kind`, and one for those that are gone."""
    rows, after = kind._base_manager.order_by("pk"), 0
    while batch := list(rows.filter(pk__gt=after)[:BATCH]):
        after = batch[-1].pk
        found = _look_at(batch)
        if found.faults:
            # Somebody may have decided between two of the queries. So only what is so at a second look is told.
            again = _look_at(list(rows.filter(pk__in={number for number, _sentence in found.faults})))
            found.faults = again.faults
        yield found
    yield Disagreement(faults=[(number, decisions.GONE) for number in _gone(kind)])


def _look_at(items):
    found = Disagreement(items=len(items))
    for held in held_about(items):
        faults = [*decisions.faults(held), *versions.faults(held)]
        found.faults += [(held.item_number, _told(held, fault)) for fault in faults]
        found.fewer += decisions.passed_fewer(held)
        found.unsaved += not isinstance(held.subject, Proposal) and held.subject.version == 0 and not held.numbers
    return found


def _told(held, fault):
    if not isinstance(held.subject, Proposal):
        return fault
    return _("proposed version %(number)d: %(fault)s") % {"number": held.subject.pk, "fault": fault}


def _gone(kind):
    """Yield the numbers of items that do not exist any more, although their last decision did not leave a draft."""
    there = kind._base_manager.filter(pk=OuterRef("object_id"))
    entries = Entry.objects.about(kind).filter(~Exists(there), proposal=None, action__in=DECIDED)
    last = dict(entries.order_by("object_id", "pk").values_list("object_id", "action"))
    yield from (number for number, action in last.items() if action not in {Action.RECALL, Action.RETURN})
