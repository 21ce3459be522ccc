"""Reads all that is stored about some items, in few queries for all of them."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType

from .. import snapshots
from ..models import Correction, Entry, Noted, Proposal, Version
from ..rules import Action
from ..succession import successions

# The actions on record that say in which state something is.
DECIDED = [*Action.values, Noted.BRING_IN.value]


@dataclass
class Held:
    """What `subject`, an item or a proposed version, holds, and what its record and its versions say."""

    subject: object
    item_number: int
    entries: list  # its own entries in the record, the first one first
    own_numbers: list  # the numbers of its own versions
    numbers: list  # the numbers of all versions of the item
    parted: list  # those of `numbers` whose `follows` is not the digest that the version before has now
    corrections: int  # how many corrections of the item readers are told
    data: dict  # what it holds now
    last: dict | None  # what its last version holds

    @property
    def decided(self):
        """The entries that say in which state it is, in order.

        A review afterwards is none of them, since it does not change the state. That it was brought in comes first. For
        some items an upgrade has put this on record only after their withdrawal.
        """
        decided = (entry for entry in self.entries if entry.action in DECIDED and entry.action != Action.REVIEW)
        return sorted(decided, key=lambda entry: entry.action != Noted.BRING_IN)


def held_about(items):
    """Yield a Held for each of `items`, all of one kind, and for each of their proposed versions."""
    if not items:
        return
    kind, keys = type(items[0]), [item.pk for item in items]
    about = {"content_type": ContentType.objects.get_for_model(kind), "object_id__in": keys}
    entries, own, numbers, parted = defaultdict(list), defaultdict(list), defaultdict(list), defaultdict(list)
    last = {}
    for entry in Entry.objects.filter(**about).order_by("pk").defer("title"):
        entries[entry.object_id, entry.proposal_id].append(entry)
    for version, before in successions(Version.objects.filter(**about)):
        item, proposal, number = version.object_id, version.proposal_id, version.number
        if version.follows != before and (number - 1 in numbers[item] or number == 1):
            parted[item].append(number)
        numbers[item].append(number)
        own[item, proposal].append(number)
        last[item, proposal] = version.data

    corrections = Counter(Correction.objects.filter(**about).values_list("object_id", flat=True))

    def held(subject, number, proposal, now):
        which = (number, proposal)
        return Held(
            subject, number, entries[which], own[which], numbers[number], parted[number], corrections[number], now,
            last.get(which),
        )  # fmt: skip

    for item, now in zip(items, snapshots.snapshots_of(items), strict=True):
        yield held(item, item.pk, None, now)
    for proposal in Proposal.objects.filter(**about).order_by("pk"):
        yield held(proposal, proposal.object_id, proposal.pk, proposal.data)
