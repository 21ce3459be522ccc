"""更正 and 撤稿 as readers see them: what was put right or taken back. They are shown beside the item and on one page.

Who made a correction is the newsroom's own business, and is not shown.
"""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from web.pagination import page_or_404

from .kinds import kinds
from .models import Correction

MOST_WITHDRAWALS = 20
SHOWN = ("id", "text", "at")  # the fields of a correction that are shown


@require_safe
def corrections(request):
    page = page_or_404(request, published_corrections())
    withdrawn = with_items(page.object_list, MOST_WITHDRAWALS if page.number == 1 else 0)
    return render(request, "editorial/corrections.html", {"page": page, "withdrawn": withdrawn})


def item_or_404(items, pk):
    """Return the one of `items` with the key `pk`, with its corrections prefetched, the newest first. It is one query.

    An item has few corrections, so they come as more rows of the item itself. Raises Http404 where there is no such
    item.
    """
    columns = {f"corrected_{field}": F(f"corrections__{field}") for field in SHOWN}
    rows = list(items.filter(pk=pk).annotate(**columns).order_by("-corrected_at", "-corrected_id"))
    if not rows:
        raise Http404
    item = rows[0]
    found = [[getattr(row, column) for column in columns] for row in rows if row.corrected_id]
    known = item.corrections.get_queryset()
    known._result_cache = [Correction.from_db(item._state.db, SHOWN, values) for values in found]
    known._prefetch_done = True
    item._prefetched_objects_cache = {**getattr(item, "_prefetched_objects_cache", {}), "corrections": known}
    return item


def published_corrections():
    """Return the corrections of what is public or was withdrawn, the newest first.

    Those of an item that waits for its time again are left out.
    """
    shown = Q(pk__in=[])
    for kind, content_type in ContentType.objects.get_for_models(*kinds()).items():
        item = kind.objects.public_or_withdrawn().filter(pk=OuterRef("object_id"))
        shown |= Q(Exists(item), content_type=content_type)
    return Correction.objects.filter(shown).only("content_type", "object_id", *SHOWN).order_by("-at", "-pk")


def with_last_correction(items):
    """Annotate `items` with `last_corrected_at`: the moment of the last correction, or None. It is the same query."""
    corrections = Correction.objects.about(items.model).filter(object_id=OuterRef("pk")).order_by("-at")
    return items.annotate(last_corrected_at=Subquery(corrections.values("at")[:1]))


def with_items(corrections, most_withdrawn=0):
    """Give each of `corrections` its item, and return the `most_withdrawn` latest withdrawn items of all kinds.

    It takes one query for each kind, whatever is asked for. Long texts stay in the database.
    """
    withdrawn = []
    for kind, content_type in ContentType.objects.get_for_models(*kinds()).items():
        corrected = [row for row in corrections if row.content_type_id == content_type.pk]
        found = _items_of(kind, {row.object_id for row in corrected}, most_withdrawn)
        for correction in corrected:
            correction.item = found[correction.object_id]
        withdrawn += [item for item in found.values() if item.is_withdrawn]
    return sorted(withdrawn, key=lambda item: item.withdrawn_at, reverse=True)[:most_withdrawn]


def _items_of(kind, keys, most_withdrawn):
    """Return {key: item} of the items with `keys` and of the latest withdrawn ones, by a union of look-ups by key."""
    wanted = kind.objects.filter(pk__in=keys).values("pk").order_by()
    if most_withdrawn:
        latest = kind.objects.withdrawn().order_by("-withdrawn_at")[:most_withdrawn]
        wanted = wanted.union(kind.objects.filter(pk__in=latest.values("pk")).values("pk").order_by())
    return {item.pk: item for item in kind.objects.filter(pk__in=wanted).in_brief()}
