"""What may wait for a person, as rows. The queue counts these rows, and the lists that it leads to show them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..models import Override, Proposal

OVERRIDES_SHOWN = timedelta(days=7)


@dataclass(frozen=True)
class QueueRule:
    """A rule about what may wait for a person.

    `rows(items, user)` are those of `items` that it is about. `concerns(request, model_admin)` says whether they may
    wait for the person who asks.
    """

    code: str
    word: str
    rows: Callable
    concerns: Callable

    def is_for(self, request, model_admin):
        return model_admin.has_view_permission(request) and self.concerns(request, model_admin)


def reviewers(request, model_admin):
    return rules.is_reviewer(request.user)


def writers(request, model_admin):
    return model_admin.has_change_permission(request)


def anybody(request, model_admin):
    return True


def recent_overrides():
    return Override.objects.filter(at__gte=timezone.now() - OVERRIDES_SHOWN)


def _with_proposal(items, proposals):
    about = ContentType.objects.get_for_model(items.model)
    return items.filter(pk__in=proposals.filter(content_type=about).values("object_id"))


def _new_drafts(rows, user):
    """Return the drafts that nobody has sent back. The others have a line of their own."""
    return rows.drafts_of(user).filter(is_returned=False)


def _proposed(items, user):
    proposals = Proposal.objects.at_work()
    mine_or_for_me = Q(author=user) | Q(pk__in=Proposal.objects.awaiting(user).values("pk"))
    return _with_proposal(items, proposals.filter(mine_or_for_me))


# Of one item, at most one of these is true for one person.
AWAITING = QueueRule("awaiting", _("waiting for my review"), lambda rows, user: rows.awaiting(user), reviewers)
RETURNED = QueueRule("returned", _("returned to me"), lambda rows, user: rows.returned_to(user), writers)
DRAFTS = QueueRule("drafts", _("my drafts"), _new_drafts, writers)
AT_WORK = [AWAITING, RETURNED, DRAFTS]

REVIEW_LATER = QueueRule(
    "review_later",
    _("published urgently, not reviewed since"),
    lambda items, user: items.to_be_reviewed_later(),
    reviewers,
)
OVERRIDDEN = QueueRule(
    "overridden",
    _("pre-flight overridden in the last 7 days"),
    lambda items, user: items.filter(pk__in=recent_overrides().about(items.model).values("object_id")),
    reviewers,
)
# Each of AT_WORK once more, for the proposed versions of what is live.
PROPOSED_WORDS = {
    AWAITING: _("proposed versions waiting for my review"),
    RETURNED: _("proposed versions returned to me"),
    DRAFTS: _("proposed versions that I am writing"),
}


def _of_proposals(rule, word):
    return QueueRule(
        f"proposed_{rule.code}",
        word,
        lambda items, user: _with_proposal(items, rule.rows(Proposal.objects.all(), user)),
        rule.concerns,
    )


PROPOSED = {rule: _of_proposals(rule, word) for rule, word in PROPOSED_WORDS.items()}

# In the order of the queue; None stands for what other rooms put there.
ORDER = [
    AWAITING,
    PROPOSED[AWAITING],
    RETURNED,
    PROPOSED[RETURNED],
    REVIEW_LATER,
    OVERRIDDEN,
    None,
    DRAFTS,
    PROPOSED[DRAFTS],
]

# What a list can be narrowed to: every line of the queue, and two more that are no work by themselves.
FILTERS = {
    rule.code: rule
    for rule in (
        *filter(None, ORDER),
        QueueRule("proposed", _("proposed versions, mine or for me"), _proposed, writers),
        QueueRule("mine", _("entered by me"), lambda items, user: items.filter(author=user), anybody),
    )
}
