"""Other notices that an editor should know of before a notice goes out: with its number, or about the same thing."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .models import Kind, Notice

MOST_NAMED = 3
# A second notice of these natures at the same place and time is probably the same event, entered twice.
ONE_AT_A_TIME = {Kind.Nature.OUTAGE, Kind.Nature.TRAFFIC, Kind.Nature.EMERGENCY}


def same_number(notice):
    """Return other notices of its authority with its document number, without its own chain.

    None are returned where it has no document number.
    """
    if not notice.document_number:
        return Notice.objects.none()
    same = Notice.objects.filter(authority=notice.authority_id, document_number=notice.document_number)
    return _but_its_chain(same, notice).not_withdrawn().order_by("pk")


def already_covering(notice, places):
    """Return others of its kind, approved and not over, that share a place and a moment with it.

    `places` are its own places; an empty list means the whole city. A place that covers another one, or lies in
    it, counts as the same. Policies, publicity and the like return nothing, because many of them hold at the same
    time.
    """
    if notice.kind.nature not in ONE_AT_A_TIME:
        return Notice.objects.none()
    others = Notice.objects.approved().filter(
        kind=notice.kind_id,
        begins_at__lt=notice.over,
        over_at__gt=max(notice.begins, timezone.now()),
    )
    return _but_its_chain(_meeting(others, places), notice).order_by("begins_at", "pk")


def named(notices):
    """Return how an editor is told of `notices`, the first few of them."""
    return "、".join(
        _("“%(title)s” (%(index)s)") % {"title": notice.title, "index": notice.index_number}
        for notice in notices[:MOST_NAMED]
    )


def _meeting(notices, places):
    if not places:
        return notices
    ties = Notice.places.through.objects.filter(notice=OuterRef("pk"))
    here = Q(place__in={key for place in places for key in place.path_ids})
    for place in places:
        here |= Q(place__path__startswith=place.path)
    return notices.filter(~Exists(ties) | Exists(ties.filter(here)))


def _but_its_chain(notices, notice):
    """Return `notices` without the chain of `notice`. A notice that is not saved yet has no chain."""
    if notice.pk is None:
        return notices
    return notices.exclude(Q(pk=notice.chain_key) | Q(root=notice.chain_key))
