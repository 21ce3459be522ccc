"""The rules for what may wait for somebody of a desk. The queue counts the rows, the list shows them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..models import CasePicture, Promise, Referral
from ..querysets import is_staffed

PROMISE_NEAR = timedelta(days=1)  # how long before its day the reporter is to ask about a promise


@dataclass(frozen=True)
class CaseQueueRule:
    """One rule of the work queue for cases.

    `rows(cases, user)` returns those of the queryset `cases` that the rule is about. All of `cases` must be
    visible to `user`.
    """

    code: str
    word: str
    rows: Callable
    tone: str = ""


def _escalated(cases, user):
    """What is late in others' hands, or in nobody's. It goes to the head of the desk."""
    return cases.overdue().filter(desk__head=user).exclude(reporter=user, lease_until__gt=timezone.now())


def _held_long(cases, user):
    """What nobody has looked at within the time of a first response. It goes to the head of the desk."""
    return cases.held().filter(desk__head=user, response_due__lt=timezone.now())


def _came_back(cases, user):
    replied = Referral.objects.exclude(replied_at=None).values("case_id")
    return cases.held_by(user).unanswered().filter(status=cases.model.Status.ASSIGNED, pk__in=replied)


def _promised(cases, user):
    """Cases with an open promise for a day up to tomorrow, which the user carries or carried last.

    The desk's head gets those that nobody else would follow up, and all whose promise is broken.
    """
    near = Promise.objects.open().filter(due_on__lte=timezone.localdate() + PROMISE_NEAR)
    left_to_head = ~is_staffed() | Q(pk__in=near.broken().values("case_id"))
    return cases.filter(Q(reporter=user) | Q(left_to_head, desk__head=user), pk__in=near.values("case_id"))


def _consent_taken_back(cases, user):
    """Cases with a picture in the library that its sender forbids by now, until the library has deleted it.

    They go to whoever carries or carried the case, and to the head of the desk.
    """
    forbidden = CasePicture.objects.filter(may_be_published=False).exclude(photo=None)
    return cases.filter(Q(reporter=user) | Q(desk__head=user), pk__in=forbidden.values("case_id"))


OVERDUE = CaseQueueRule("overdue", _("overdue, in my hands"), lambda cases, user: cases.held_by(user).overdue(), "late")
ESCALATED = CaseQueueRule("escalated", _("overdue at the desks that I head"), _escalated, "late")
DUE_SOON = CaseQueueRule(
    "due_soon", _("due soon, in my hands"), lambda cases, user: cases.held_by(user).due_soon(), "warning"
)
CAME_BACK = CaseQueueRule("came_back", _("a reply has come"), _came_back)
PROMISED = CaseQueueRule("promised", _("promises to be kept by now"), _promised)
POOL = CaseQueueRule("pool", _("to be claimed"), lambda cases, user: cases.pool())
MINE = CaseQueueRule("mine", _("in my hands"), lambda cases, user: cases.held_by(user))
HELD_LONG = CaseQueueRule("held_long", _("suspected spam, not looked at in time"), _held_long, "late")
CONSENT_BACK = CaseQueueRule(
    "consent_back", _("pictures in the library whose sender forbids them by now"), _consent_taken_back, "late"
)
HELD = CaseQueueRule("held", _("suspected spam"), lambda cases, user: cases.held())

# In the order of the queue.
QUEUE_RULES = {rule.code: rule for rule in (
    OVERDUE, ESCALATED, CONSENT_BACK, HELD_LONG, DUE_SOON, CAME_BACK, PROMISED, POOL, MINE, HELD,
)}  # fmt: skip
# The rules whose lists are sorted by the next deadline.
BY_DEADLINE = {rule.code for rule in (OVERDUE, ESCALATED, HELD_LONG, DUE_SOON, POOL, MINE)}
