"""Which notices are in the open data, and how they are read: in batches by key.

So the largest board needs no more memory than a small one, and no transaction stays open for long.
"""

from collections import defaultdict

from directory.models import Place

from ..models import Fact, Notice
from ..public_item import PublicNotice

BATCH = 500  # notices read at once, by three queries
COLUMNS = (
    "index_number document_number title level issued_on publish_at state relation "
    "taken_over_at is_repealed embargo_until taken_over_before_embargo "
    "effective_from effective_from_time effective_until effective_until_time withdrawn_at withdrawn_reason "
    "kind__name kind__nature authority__name follows__index_number"
).split()


def public_notices(year=None):
    """What readers know or knew of; with `year`, only what was issued in it."""
    notices = Notice.objects.public_or_withdrawn().select_related("kind", "authority", "follows").only(*COLUMNS)
    return notices.filter(issued_on__year=year) if year else notices


def in_batches(notices, at):
    """Yield the PublicNotices of `notices` at the moment `at`, in the order of their keys."""
    last, notices = 0, notices.order_by("pk")
    names = {place.pk: place.trail for place in Place.objects.with_parents()}
    while batch := list(notices.filter(pk__gt=last)[:BATCH]):
        ties = defaultdict(list)
        for notice, place in _ties(batch):
            if place in names:  # it is not when the place was made after the file began
                ties[notice].append(names[place])
        facts = defaultdict(list)
        for fact in Fact.objects.filter(notice__in=batch).only("notice", "label", "value"):
            facts[fact.notice_id].append(fact)
        for notice in batch:
            yield PublicNotice(notice, at, trails=ties[notice.pk], facts=facts[notice.pk])
        last = batch[-1].pk


def _ties(batch):
    """(key of a notice, key of a place) of the `batch`."""
    ties = Notice.places.through.objects.filter(notice__in=batch)
    return ties.order_by("place__path").values_list("notice_id", "place_id")
