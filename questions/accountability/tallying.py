"""Keeps the Tally of a month and an authority in step with its cases.

A Tally counts what steps change, never what time alone changes. An answer that is passed for a later moment
counts as given at that moment. `figures` leaves it out until then.
"""

from decimal import Decimal
from statistics import median

from django.db.models import Count, F, Q

from ..models import Case, Promise, Tally

SECONDS_A_DAY = 24 * 60 * 60


def cells_of(case):
    """Return the set of (authority's key, month of receipt) in which the accountability page counts the case.

    The authorities are the one in charge and all that are bound by a promise.
    """
    bound = case.promises.values_list("authority_id", flat=True)
    return {(authority_id, case.month) for authority_id in {case.authority_id, *bound}}


def recount(cells):
    """Put right the Tally of each of `cells`, pairs of an authority's key and a month.

    Cells without an authority are skipped. All processes take several cells in the same order, so no two wait for each
    other.
    """
    for authority_id, month in sorted(cell for cell in cells if cell[0]):
        put_right(authority_id, month)


def put_right(authority_id, month):
    """Count one cell anew; return its Tally, and what it did not say as its cases do, as {field: (said, new value)}.

    The Tally is locked before its cases are read. If two processes change one cell at once, the second one sees
    what the first has done. It costs a query over what one authority gets in one month, and a look at all that it has
    ever promised.
    """
    tally, _is_new = Tally.objects.select_for_update().get_or_create(authority_id=authority_id, month=month)
    facts = _facts(authority_id, month)
    changes = {name: (getattr(tally, name), value) for name, value in facts.items() if getattr(tally, name) != value}
    for name, (_said, value) in changes.items():
        setattr(tally, name, value)
    if changes:
        tally.save(update_fields=changes)
    return tally, changes


def _facts(authority_id, month):
    cases = Case.objects.counted().filter(authority_id=authority_id, month=month)
    counts = cases.aggregate(
        received=Count("pk"),
        in_time=Count("pk", filter=Q(answered_at__lte=F("answer_due"))),
        late=Count("pk", filter=Q(answered_at__gt=F("answer_due"))),
        no_answer=Count("pk", filter=Q(answered_at=None, closed_at__isnull=False)),
        solved=Count("pk", filter=Q(is_solved=True)),
        unsolved=Count("pk", filter=Q(is_solved=False)),
    )
    promises = Promise.objects.filter(authority_id=authority_id, case__month=month)
    promised = promises.aggregate(
        promises_kept=Count("pk", filter=Q(kept_on__lte=F("due_on"))),
        promises_kept_late=Count("pk", filter=Q(kept_on__gt=F("due_on"))),
    )
    return {**counts, **promised, "median_days": median_days(cases)}


def median_days(cases):
    """Return within how many days half of the answered `cases` were answered, with one decimal place.

    None where no case was answered.
    """
    moments = cases.exclude(answered_at=None).order_by().values_list("received_at", "answered_at")
    spans = [(answered - received).total_seconds() / SECONDS_A_DAY for received, answered in moments]
    return round(Decimal(median(spans)), 1) if spans else None
