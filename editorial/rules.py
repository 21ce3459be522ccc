"""Who may do what to a publishable item, and when. The one place where this is decided.

Three reviews (三审制): an item passes `REVIEW_LEVELS` reviews, each by another person and
never by its author nor by whoever submitted it. With fewer than three levels the final
review is the one that remains.
"""

from django.conf import settings
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# From the first review to the final one; `Decision` declares these permissions.
REVIEW_PERMISSIONS = ("editorial.first_review", "editorial.second_review", "editorial.final_review")
FINAL_REVIEW = REVIEW_PERMISSIONS[-1]


class Action(TextChoices):
    SUBMIT = "submit", _("submit for review")
    RECALL = "recall", _("recall from review")
    PASS = "pass", _("pass")  # noqa: S105  (no password)
    RETURN = "return", _("return to the author")
    WITHDRAW = "withdraw", _("withdraw from the public")


# What an editor must say why.
NEEDS_COMMENT = {Action.RETURN, Action.WITHDRAW}


def review_permission(level):
    """Return the permission needed to pass the review of `level`, counted from 1."""
    first_levels = settings.REVIEW_LEVELS - 1
    return REVIEW_PERMISSIONS[level - 1] if level <= first_levels else FINAL_REVIEW


def review_name(level):
    """Return what the newsroom calls the review of `level`, counted from 1."""
    return {1: _("first review"), 2: _("second review")}[level] if level < settings.REVIEW_LEVELS else _("final review")


def is_reviewer(user):
    return any(user.has_perm(permission) for permission in REVIEW_PERMISSIONS)


def may_edit(user, item):
    """Authors edit their own drafts; reviewers what is not public yet; the final reviewer also what is."""
    if not user.has_perm(f"{item._meta.app_label}.change_{item._meta.model_name}"):
        return False
    match item.state:
        case item.State.DRAFT:
            return item.author_id == user.pk or is_reviewer(user)
        case item.State.IN_REVIEW:
            return user.has_perm(review_permission(item.review_level)) and item.author_id != user.pk
        case item.State.APPROVED:
            return user.has_perm(FINAL_REVIEW)
    return False


def may_delete(user, item):
    """A draft was never public, and may go; whatever was submitted further stays."""
    return (
        user.has_perm(f"{item._meta.app_label}.delete_{item._meta.model_name}")
        and item.state == item.State.DRAFT
        and may_edit(user, item)
    )


def reason_against(action, user, item):
    """Return the sentence that says why `user` may not do `action` to `item` now, or None where nothing does."""
    state, State = item.state, item.State
    match action:
        case Action.SUBMIT:
            if state != State.DRAFT:
                return _("Only a draft can be submitted.")
            if not may_edit(user, item):
                return _("You can submit only what you may edit.")
        case Action.RECALL:
            if state != State.IN_REVIEW:
                return _("Only what is in review can be recalled.")
            if item.author_id != user.pk:
                return _("Only its author can recall a submission.")
        case Action.PASS:
            if state != State.IN_REVIEW:
                return _("Only what is in review can be passed.")
            return _reason_against_reviewing(user, item)
        case Action.RETURN:
            if state == State.IN_REVIEW:
                return _reason_against_reviewing(user, item)
            if not item.is_scheduled:
                return _("Only what is in review, or approved and not public yet, can be returned.")
            if not user.has_perm(FINAL_REVIEW):
                return _("Only a final reviewer can return what is approved.")
        case Action.WITHDRAW:
            if not item.is_live:
                return _("Only what is public can be withdrawn.")
            if not user.has_perm(FINAL_REVIEW):
                return _("Only a final reviewer can withdraw what is public.")
    return None


def _reason_against_reviewing(user, item):
    if item.author_id == user.pk:
        return _("Nobody reviews their own work.")
    if not user.has_perm(review_permission(item.review_level)):
        return _("You have no permission for this review.")
    if item.has_passed_before(user):
        return _("You have passed this item already; the next review is another person's.")
    if item.was_submitted_by(user):
        return _("Whoever submitted an item does not review it.")
    return None
