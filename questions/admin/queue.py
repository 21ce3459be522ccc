"""The cases that wait for a person, as counts of the work queue: one query, however many there are."""

from django.db.models import Count, Min, OuterRef, Q, Subquery
from django.utils.translation import ngettext

from editorial.queue.queue_counts import QueueCount

from ..models import Referral
from ..querysets import NEXT_DUE
from .queue_rules import (
    CAME_BACK,
    CONSENT_BACK,
    DUE_SOON,
    ESCALATED,
    HELD,
    HELD_LONG,
    MINE,
    OVERDUE,
    POOL,
    PROMISED,
    QUEUE_RULES,
)

# The field from whose moment on the cases of each rule wait. What is due soon does not wait yet.
SINCE = {OVERDUE: "next_due", ESCALATED: "next_due", CAME_BACK: "last_reply", POOL: "received_at", MINE: "received_at",
         HELD: "received_at", HELD_LONG: "response_due", DUE_SOON: None, PROMISED: None,
         CONSENT_BACK: None}  # fmt: skip


def counts_for(admin, request):
    """Return the QueueCounts of what waits for the person, for the first page."""
    if not admin.has_view_permission(request):
        return []
    cases, user = admin.model.objects.visible_to(request.user), request.user
    found = _measured(cases, user)
    return [_counted(admin, rule, found) for code, rule in QUEUE_RULES.items() if found[f"{code}_count"]]


def _counted(admin, rule, found):
    late = found.get(f"{rule.code}_late", 0)
    return QueueCount(
        code=rule.code,
        word=rule.word,
        count=found[f"{rule.code}_count"],
        oldest=found.get(f"{rule.code}_oldest"),
        kind=admin.opts.verbose_name,
        url=f"{admin.url_of('changelist')}?waits={rule.code}",
        note=ngettext("%(count)d of them late", "%(count)d of them late", late) % {"count": late} if late else "",
        tone=rule.tone,
    )


def _measured(cases, user):
    """Return {name: value} with the count of each rule, and since when its oldest case waits.

    The rows come from four groups: unanswered cases, cases that the user carries, cases with a promise to follow up,
    and cases with a picture that is forbidden by now. Each group is found by an index of its own. Promises outlive
    their cases, so their cases are found from the promises that are still open.
    """
    last_reply = Referral.objects.filter(case=OuterRef("pk")).exclude(replied_at=None).order_by("-replied_at")
    carried = cases.filter(reporter=user, closed_at=None)
    to_follow_up = PROMISED.rows(cases, user), CONSENT_BACK.rows(cases, user)
    few = [rows.order_by().values("pk") for rows in (cases.unanswered(), carried, *to_follow_up)]
    rows = (
        cases.filter(pk__in=few[0].union(*few[1:]))
        .order_by()
        .annotate(
            next_due=NEXT_DUE,
            last_reply=Subquery(last_reply.values("replied_at")[:1]),
        )
    )
    counts = {"pool_late": Count("pk", filter=_of(POOL.rows(cases, user).overdue()))}
    for rule, since in SINCE.items():
        about = _of(rule.rows(cases, user))
        counts[f"{rule.code}_count"] = Count("pk", filter=about)
        if since:
            counts[f"{rule.code}_oldest"] = Min(since, filter=about)
    return rows.aggregate(**counts)


def _of(rows):
    return Q(pk__in=rows.order_by().values("pk"))
