"""What else a reader may want after a notice."""

from dates.period_status import Status

from .models import Notice

MOST_RELATED = 5
LAST_IN_PLACE = 10
FIRST = [Status.IN_FORCE, Status.UPCOMING]


def related_to(notice, places, chain):
    """Return at most five public notices of the same kind or the same `places`, outside its `chain`; one query.

    What is in force comes first, then what is still to come, then what is over. Within each, the newest comes
    first.
    """
    others = Notice.objects.published().exclude(pk__in=[notice.pk, *(one.pk for one in chain)])
    sources = [others.filter(kind=notice.kind_id).newest_first()[:MOST_RELATED]]
    if places:
        # The ties made last are taken for those of the newest notices. Sorting all notices of a place would cost more
        # the more there are.
        ties = Notice.places.through.objects.filter(place__in=places).order_by("-pk").values("notice")
        sources.append(others.filter(pk__in=ties[:LAST_IN_PLACE]))
    found = list(others.listed().any_of(sources).newest_first())
    found.sort(key=lambda other: FIRST.index(other.status) if other.status in FIRST else len(FIRST))
    return found[:MOST_RELATED]
