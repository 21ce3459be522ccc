"""Sitemaps of what was published: one file for each kind of content and month, in parts where there is much.

A month is one of the city's calendar. Django's own sitemaps cut pages out of one long list. To find the
hundredth page a database reads the ninety-nine before it, with whole rows. Here a file is a stretch of the
index `(state, -publish_at, -id)`: it costs what it holds, however old the archive is.
"""

from datetime import date

from django.core.cache import cache
from django.db.models import Count, Min, Value
from django.http import Http404
from django.views.decorators.http import require_safe

from dates.months import after, month_of, this_month
from editorial.corrections import with_last_correction
from editorial.public_item import PublicItem
from web.freshness import changes_at

from .published import kinds_by_name
from .writer import url_set

PER_FILE = 10_000
MOST_PARTS = 5_000
COUNTED_FOR = 60 * 60  # seconds: the number of items published in a past month hardly ever changes
AT_ONCE = 400  # selects in one statement; SQLite takes 500


@require_safe
def month(request, kind, first, part):
    """The items of one kind that were published in one month, the oldest first. 404 for a part that does not exist."""
    model = kinds_by_name().get(kind)
    if model is None or not 1 <= part <= MOST_PARTS:
        raise Http404
    coming = model.objects.scheduled().between(first, after(first)).order_by("publish_at")
    changes_at(request, coming.values_list("publish_at", flat=True).first())
    return url_set(_addresses(_part(model, first, part)))


def files():
    """Return [(kind's name, month, part)] of the files that hold something, the oldest of each kind first.

    To know them one has to count, which would go through the whole archive. So past months are counted once an
    hour. The present month is counted each time, and its file is there from its first item's second on. For at
    most an hour a past month may be named although its last item was withdrawn. Then its file is gone already.
    """
    present = this_month()
    over = cache.get(f"sitemaps:{present}")
    if over is None:
        over = _counted(_months_before(present))
        cache.set(f"sitemaps:{present}", over, COUNTED_FOR)
    counted = sorted((over | _counted([(name, present) for name in kinds_by_name()])).items())
    return [(*which, part) for which, items in counted for part in range(1, -(-items // PER_FILE) + 1)]


def _months_before(present):
    """Yield (kind's name, month) from the first month of each kind until before `present`, months without items too."""
    oldest = [
        kind.objects.published().order_by().values(of=Value(name)).annotate(at=Min("publish_at"))
        for name, kind in kinds_by_name().items()
    ]
    for row in oldest[0].union(*oldest[1:], all=True):
        month = month_of(row["at"]) if row["at"] else present
        while month < present:
            yield row["of"], month
            month = after(month)


def _counted(months):
    """Return {(kind's name, month): number of items}.

    Each count is a stretch of an index, and many counts are one statement.
    """
    kinds = kinds_by_name()
    counts = [
        kinds[name]
        .objects.published()
        .between(month, after(month))
        .order_by()
        .values(of=Value(name), at=Value(month.isoformat()))
        .annotate(items=Count("pk"))
        .values_list("of", "at", "items")
        for name, month in months
    ]
    counted = {}
    for start in range(0, len(counts), AT_ONCE):
        first, *others = counts[start : start + AT_ONCE]
        counted |= {(name, date.fromisoformat(at)): items for name, at, items in first.union(*others, all=True)}
    return counted


def _part(kind, month, part):
    """Return the items of `month` that are in its `part`, counted from 1. Raises Http404 where there are none.

    The index alone gives the beginning of a part. From there on the items are read by key.
    """
    items = kind.objects.published().between(month, after(month)).order_by("publish_at", "pk")
    begins = items.values_list("publish_at", "pk")[(part - 1) * PER_FILE :][:1]
    for moment, key in begins:
        return items.filter(publish_at__gte=moment).exclude(publish_at=moment, pk__lt=key)[:PER_FILE]
    raise Http404


def _addresses(items):
    """Yield each item's path and last change: its own page gives the same as `dateModified` (editorial/json_ld.py)."""
    for item in with_last_correction(items).only("publish_at", "updated_at").iterator():
        public = PublicItem.of(item)
        yield public.path, public.changed
