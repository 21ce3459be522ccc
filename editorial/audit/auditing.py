"""Goes through all items of a kind, in batches, and tells what does not agree."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from ..models import Entry, Proposal
from ..rules import Action
from . import decisions, versions
from .held import DECIDED, held_about

BATCH = 200  # items, with what each holds and its last version; so much is in memory at a time


@dataclass
class Finding:
    """What was found of some items: how many there are, `faults` as (number, sentence), and what is only worth knowing.

    `before` counts what nothing is on record of because it was here before the record began, `fewer`
    what passed fewer reviews than are wanted today, `unsaved` what has no version to be compared with.
    """

    items: int = 0
    faults: list = field(default_factory=list)
    before: int = 0
    fewer: int = 0
    unsaved: int = 0


def audit(kind):
    """Yield a Finding for each batch of the items of `kind`, and one for those that are gone."""
    begun = Entry.objects.order_by("at").values_list("at", flat=True).first()
    rows, after = kind._base_manager.order_by("pk"), 0
    while batch := list(rows.filter(pk__gt=after)[:BATCH]):
        after = batch[-1].pk
        found = _look_at(batch, begun)
        if found.faults:
            # Somebody may have decided between two of the queries: only what is so at a second look is told.
            again = _look_at(list(rows.filter(pk__in={number for number, _sentence in found.faults})), begun)
            found.faults = again.faults
        yield found
    yield Finding(faults=[(number, decisions.GONE) for number in _gone(kind)])


def _look_at(items, begun):
    found = Finding(items=len(items))
    for held in held_about(items):
        is_from_before = _was_published_before(held, begun)
        found.before += is_from_before
        sentences = [] if is_from_before else list(decisions.faults(held))
        found.faults += [(held.item_number, _told(held, fault)) for fault in [*sentences, *versions.faults(held)]]
        found.fewer += decisions.passed_fewer(held)
        found.unsaved += not isinstance(held.subject, Proposal) and held.subject.version == 0 and not held.numbers
    return found


def _told(held, fault):
    if not isinstance(held.subject, Proposal):
        return fault
    return _("proposed version %(number)d: %(fault)s") % {"number": held.subject.pk, "fault": fault}


def _was_published_before(held, begun):
    """Whether nothing can be on record of it: it was public, and here, before the first entry of all was written."""
    subject = held.subject
    if held.entries or isinstance(subject, Proposal) or subject.state not in {"approved", "withdrawn"}:
        return False
    return begun is None or subject.created_at < begun


def _gone(kind):
    """Yield the numbers of items that are no more, though what was decided last did not leave a draft."""
    there = kind._base_manager.filter(pk=OuterRef("object_id"))
    entries = Entry.objects.about(kind).filter(~Exists(there), proposal=None, action__in=DECIDED)
    last = dict(entries.order_by("object_id", "pk").values_list("object_id", "action"))
    yield from (number for number, action in last.items() if action not in {Action.RECALL, Action.RETURN})
