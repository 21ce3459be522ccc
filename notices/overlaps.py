"""What an editor should know of before a notice goes out: one with its number, others about the same."""

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from .models import Kind, Notice

# Of these a second one at the same place and time is likely the same event, entered twice.
ONE_AT_A_TIME = {Kind.Nature.OUTAGE, Kind.Nature.TRAFFIC, Kind.Nature.EMERGENCY}


def same_number(notice):
    """Other notices of its authority that bear its document number, its own chain aside; none where it bears none."""
    if not notice.document_number:
        return Notice.objects.none()
    same = Notice.objects.filter(authority=notice.authority_id, document_number=notice.document_number)
    return _but_its_chain(same, notice).not_withdrawn().order_by("pk")


def already_covering(notice, places):
    """Others of its kind, approved and not over, that hold at one of `places` at some moment at which it does.

    `places` are its own (none is the whole city). A place that covers another, or lies in it,
    is taken for the same. Of policies, publicity and the like many hold at once, and none is found.
    """
    if notice.kind.nature not in ONE_AT_A_TIME:
        return Notice.objects.none()
    others = Notice.objects.approved().filter(
        kind=notice.kind_id,
        begins_at__lt=notice.over,
        over_at__gt=max(notice.begins, timezone.now()),
    )
    return _but_its_chain(_meeting(others, places), notice).order_by("begins_at", "pk")


def _meeting(notices, places):
    if not places:
        return notices
    ties = Notice.places.through.objects.filter(notice=OuterRef("pk"))
    here = Q(place__in={key for place in places for key in place.path_ids})
    for place in places:
        here |= Q(place__path__startswith=place.path)
    return notices.filter(~Exists(ties) | Exists(ties.filter(here)))


def _but_its_chain(notices, notice):
    """`notice` may be one that is not saved yet, and so has no chain."""
    if notice.pk is None:
        return notices
    return notices.exclude(Q(pk=notice.chain_key) | Q(root=notice.chain_key))
