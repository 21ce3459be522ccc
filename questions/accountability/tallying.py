"""Keeps the Tally of a month and an authority in step with its cases."""

from statistics import median

from django.db.models import Count, F, Q

SECONDS_A_DAY = 24 * 60 * 60


def recount(cells):
    """Count anew each of `cells`, pairs of an authority's key and a month; without an authority nothing is kept.

    The Tally is locked before its cases are read: of two that change one cell at once, the
    second sees what the first has done. It costs what one authority gets in one month.
    """
    for authority_id, month in sorted(cell for cell in cells if cell[0]):
        _recount(authority_id, month)


def _recount(authority_id, month):
    from ..models import Case, Promise, Tally

    Tally.objects.get_or_create(authority_id=authority_id, month=month)
    tally = Tally.objects.select_for_update().get(authority_id=authority_id, month=month)
    cases = Case.objects.counted().filter(authority_id=authority_id, month=month)
    facts = cases.aggregate(
        received=Count("pk"),
        in_time=Count("pk", filter=Q(answered_at__lte=F("answer_due"))),
        late=Count("pk", filter=Q(answered_at__gt=F("answer_due"))),
        solved=Count("pk", filter=Q(is_solved=True)),
        unsolved=Count("pk", filter=Q(is_solved=False)),
    )
    spans = [
        (answered - received).total_seconds() / SECONDS_A_DAY
        for received, answered in cases.exclude(answered_at=None).values_list("received_at", "answered_at")
    ]
    promises = Promise.objects.filter(authority_id=authority_id, case__month=month)
    promised = promises.aggregate(
        promises_kept=Count("pk", filter=Q(kept_on__lte=F("due_on"))),
        promises_kept_late=Count("pk", filter=Q(kept_on__gt=F("due_on"))),
    )
    for name, value in {**facts, **promised, "median_days": median(spans) if spans else None}.items():
        setattr(tally, name, value)
    tally.save()
