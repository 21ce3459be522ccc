"""The panel above a form: the state of an item or of its proposed version, its timeline, and what can be decided."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest
from django.utils import timezone

from editing.person_names import name_of

from .. import rules
from ..forms import DecisionForm
from ..models import Noted, Proposal
from ..models.reviewed import Reviewed
from ..rules import Action
from .sentences import after_saving, button
from .subjects import url_of_subject

# What one press can do besides saving: the first for a draft, the second for what is in review.
AFTER_SAVING = (Action.SUBMIT, Action.PASS)
# Rare and grave actions are folded away, with the field for their reason.
FOLDED = rules.NEEDS_COMMENT | {Action.DISCARD}


def panel(admin: ModelAdmin, request: HttpRequest, subject: Reviewed | None) -> dict[str, Any]:
    """Return what a page shows of the state of `subject` and of what can be decided, as a context.

    `subject` is None for an item that is not saved yet.
    """
    if subject is None:
        return {"after_saving": [(Action.SUBMIT.value, after_saving(Action.SUBMIT, None))]}
    is_proposal = isinstance(subject, Proposal)
    item = subject.home
    actions = subject.available_actions(request.user)
    wished = None if is_proposal or subject.is_approved or item.is_withdrawn else subject.publish_at
    record = subject.own_entries() if is_proposal else item.record.all()
    proposal = None if is_proposal else item.open_proposal()
    return {
        "item": item,
        "subject": subject,
        "is_proposal": is_proposal,
        "proposal": proposal,
        "proposal_author": name_of(proposal.author) if proposal else "",
        "wished": wished,
        "wished_has_passed": bool(wished) and wished <= timezone.now(),
        "review_name": rules.review_name(subject.review_level) if subject.state == subject.State.IN_REVIEW else "",
        "timeline": record.exclude(action=Noted.SAVE).select_related("actor"),
        "choices": [choice(admin, subject, action) for action in actions],
        "after_saving": [(action.value, after_saving(action, subject)) for action in actions if action in AFTER_SAVING],
    }


def choice(admin: ModelAdmin, subject: Reviewed, action: Action, form: DecisionForm | None = None) -> dict[str, Any]:
    """Return what the template needs to offer one decision."""
    return {
        "action": action.value,
        "label": button(action, subject),
        "needs_comment": action in rules.NEEDS_COMMENT,
        "is_folded": action in FOLDED,
        "url": url_of_subject(admin, subject, "decide", action.value),
        "form": form or DecisionForm(auto_id=f"id_{action.value}_%s", initial={"seen": subject.version}),
    }
