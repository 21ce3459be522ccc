"""Says whether a user may do an action to a publishable item now. This is the one place where that is decided.

An item passes `REVIEW_LEVELS` reviews, three by default (三审制). Each review is passed by another person, and never by
the item's author or by whoever submitted it. With fewer than three levels, the final review is the one that remains.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import CASCADE, BigIntegerField, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, GreaterThan
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser
    from django.db.models import ManyToOneRel

    from .models.preview import PreviewLink
    from .models.publishable import Publishable
    from .models.reviewed import Reviewed

# From the first review to the final one; `Entry` declares these permissions.
REVIEW_PERMISSIONS = ("editorial.first_review", "editorial.second_review", "editorial.final_review")
FINAL_REVIEW = REVIEW_PERMISSIONS[-1]


class Action(TextChoices):
    SUBMIT = "submit", _("submit for review")
    RECALL = "recall", _("recall from review")
    PASS = "pass", _("pass")  # noqa: S105  (no password)
    RETURN = "return", _("return to the author")
    PUBLISH = "publish", _("publish urgently")
    REVIEW = "review", _("review after publication")
    WITHDRAW = "withdraw", _("withdraw from the public")
    DISCARD = "discard", _("discard the proposed version")


# Actions for which an editor must say why.
NEEDS_COMMENT = {Action.RETURN, Action.PUBLISH, Action.WITHDRAW}
# Actions for which the item must be fit to be read.
NEEDS_FITNESS = {Action.SUBMIT, Action.PASS, Action.PUBLISH}
# What an author does alone, as the record calls it.
OWN_WORK = {"save", "restore"}


def review_permission(level: int) -> str:
    """Return the permission needed to pass the review of `level`, counted from 1."""
    first_levels = settings.REVIEW_LEVELS - 1
    return REVIEW_PERMISSIONS[level - 1] if level <= first_levels else FINAL_REVIEW


def review_name(level: int) -> str:
    """Return what the newsroom calls the review of `level`, counted from 1."""
    return {1: _("first review"), 2: _("second review")}[level] if level < settings.REVIEW_LEVELS else _("final review")


def is_last_review(item: Reviewed) -> bool:
    """Whether `item` is at its last review, so that passing it approves it."""
    return item.review_level >= settings.REVIEW_LEVELS


def is_reviewer(user: AbstractUser) -> bool:
    return any(user.has_perm(permission) for permission in REVIEW_PERMISSIONS)


def may_work_on(user: AbstractUser, item: Reviewed) -> bool:
    """Whether `user` may change things of this kind at all."""
    opts = item.item_model._meta
    return user.has_perm(f"{opts.app_label}.change_{opts.model_name}")


def may_edit(user: AbstractUser, item: Reviewed) -> bool:
    """Whether `user` may edit `item`.

    Authors edit their own drafts, and reviewers all drafts. What is in review is edited by those who may pass this
    level, but never by its author. Only a final reviewer edits what is approved.
    """
    if not may_work_on(user, item):
        return False
    match item.state:
        case item.State.DRAFT:
            return item.author_id == user.pk or is_reviewer(user)
        case item.State.IN_REVIEW:
            return user.has_perm(review_permission(item.review_level)) and item.author_id != user.pk
    return item.is_approved and user.has_perm(FINAL_REVIEW)


def may_propose(user: AbstractUser, item: Publishable) -> bool:
    """Whether `user` may propose another version of `item`: it must be public, and the user may change such items."""
    return item.is_live and may_work_on(user, item)


def may_override(user: AbstractUser, item: Reviewed) -> bool:
    """Whether `user` may override what a pre-flight check blocks.

    Only a final reviewer may, and not in their own work: there another one does. Nobody may once the item is withdrawn,
    or the proposed version is adopted or discarded.
    """
    is_over = item.state in {"withdrawn", "adopted", "discarded"}
    return not is_over and user.has_perm(FINAL_REVIEW) and may_work_on(user, item) and item.author_id != user.pk


def may_share(user: AbstractUser, item: Reviewed) -> bool:
    """Whether `user` may make preview links of `item`: its author and reviewers may, unless it is withdrawn."""
    return item.state != "withdrawn" and may_work_on(user, item) and (item.author_id == user.pk or is_reviewer(user))


def may_take_copy(user: AbstractUser, item: Reviewed) -> bool:
    """Whether `user` may take a copy of `item` to another platform: only of what readers see here already."""
    return item.is_live and may_work_on(user, item)


def may_revoke(user: AbstractUser, link: PreviewLink) -> bool:
    """Whether `user` may take back the preview link `link`: its maker may, and so may any reviewer of such items."""
    return link.made_by_id == user.pk or (is_reviewer(user) and may_work_on(user, link.item))


def may_delete(user: AbstractUser, item: Reviewed) -> bool:
    """Whether `user` may delete `item`. A draft was never public, and may go; what was submitted further stays."""
    return (
        user.has_perm(f"{item._meta.app_label}.delete_{item._meta.model_name}")
        and item.state == item.State.DRAFT
        and may_edit(user, item)
    )


def may_throw_away(user: AbstractUser, item: Publishable) -> bool:
    """Whether `user` may throw away `item`: a draft of their own that nobody else has had a hand in, or waits for.

    Whatever was submitted, shared or decided stays, and so does what a case or another notice refers to.
    """
    return (
        item.state == item.State.DRAFT
        and item.author_id == user.pk
        and may_edit(user, item)
        and not item.record.exclude(actor=user, action__in=OWN_WORK).exists()
        and not any(_refers_to(relation, item) for relation in item._meta.related_objects)
    )


def _refers_to(relation: ManyToOneRel, item: Publishable) -> bool:
    """Whether rows that do not belong to `item` itself refer to it by `relation`."""
    rows = relation.related_model._base_manager.filter(**{relation.field.name: item.pk})
    return relation.on_delete is not CASCADE and rows.exists()


def reason_against(action: Action, user: AbstractUser, item: Reviewed) -> str | None:
    """Return the sentence that says why `user` may not do `action` to `item` now, or None where nothing does.

    `item` is a Publishable or a Proposal.
    """
    if not may_work_on(user, item):
        return _("You have no permission to work on this.")
    return next(REASONS[action](user, item), None)


def is_for(user: AbstractUser, record: QuerySet) -> Q:
    """Return, for `awaiting` querysets, the condition under which `user` may pass what is in review.

    `record` are the entries about the row that is asked for (an OuterRef). They are the same entries that
    `has_passed_before` and `was_submitted_by` read.
    """
    levels = [level for level in (1, 2, 3) if user.has_perm(review_permission(level))]
    submissions = record.filter(action=Action.SUBMIT).order_by("-pk")
    passes = record.filter(action=Action.PASS, actor=user, level__lt=OuterRef("review_level")).order_by("-pk")
    last_start = Coalesce(Subquery(submissions.filter(level=1).values("pk")[:1]), 0)
    last_pass = Coalesce(Subquery(passes.values("pk")[:1]), 0)
    last_submitter = Coalesce(Subquery(submissions.values("actor_id")[:1], output_field=BigIntegerField()), 0)
    return (
        Q(review_level__in=levels)
        & ~Q(author=user)
        & ~Q(GreaterThan(last_pass, last_start))
        & ~Q(Exact(last_submitter, user.pk))
    )


# Each yields what speaks against an action, the first reason first.


def _against_submitting(user: AbstractUser, item: Reviewed) -> Iterator[str]:
    if item.state != item.State.DRAFT:
        yield _("Only a draft can be submitted.")
    if not may_edit(user, item):
        yield _("You can submit only what you may edit.")


def _against_recalling(user: AbstractUser, item: Reviewed) -> Iterator[str]:
    if item.state != item.State.IN_REVIEW:
        yield _("Only what is in review can be recalled.")
    if item.author_id != user.pk and not item.was_submitted_by(user):
        yield _("Only its author, or whoever submitted it, can recall a submission.")


def _against_passing(user: AbstractUser, item: Reviewed) -> Iterator[str]:
    if item.state != item.State.IN_REVIEW:
        yield _("Only what is in review can be passed.")
    yield from _against_reviewing(user, item)


def _against_returning(user: AbstractUser, item: Reviewed) -> Iterator[str]:
    if item.state == item.State.IN_REVIEW:
        yield from _against_reviewing(user, item)
    elif not item.is_scheduled:
        yield _("Only what is in review, or approved and not public yet, can be returned.")
    elif not user.has_perm(FINAL_REVIEW):
        yield _("Only a final reviewer can return what is approved.")


def _against_reviewing(user: AbstractUser, item: Reviewed) -> Iterator[str]:
    if item.author_id == user.pk:
        yield _("Nobody reviews their own work.")
    if not user.has_perm(review_permission(item.review_level)):
        yield _("You have no permission for this review.")
    if item.has_passed_before(user):
        yield _("You have passed this item already; the next review is another person's.")
    if item.was_submitted_by(user):
        yield _("Whoever submitted an item does not review it.")


def _against_publishing_urgently(user: AbstractUser, item: Reviewed) -> Iterator[str]:
    if not hasattr(item, "publish_at") or item.state not in {item.State.DRAFT, item.State.IN_REVIEW}:
        yield _("Only a draft or what is in review can be published urgently.")
    if not user.has_perm(FINAL_REVIEW):
        yield _("Only a final reviewer can publish urgently.")
    if item.author_id == user.pk or item.was_submitted_by(user):
        yield _("Nobody publishes their own work urgently.")


def _against_reviewing_afterwards(user: AbstractUser, item: Reviewed) -> Iterator[str]:
    if not item.needs_later_review:
        yield _("Only what was published urgently is reviewed afterwards.")
    if not is_reviewer(user):
        yield _("You have no permission for this review.")
    if item.author_id == user.pk or item.was_submitted_by(user):
        yield _("Nobody reviews their own work.")
    if item.own_entries().filter(action=Action.PUBLISH, actor=user).exists():
        yield _("Whoever published it urgently does not review it.")


def _against_withdrawing(user: AbstractUser, item: Reviewed) -> Iterator[str]:
    if not item.is_live:
        yield _("Only what is public can be withdrawn.")
    if not user.has_perm(FINAL_REVIEW):
        yield _("Only a final reviewer can withdraw what is public.")


def _against_discarding(user: AbstractUser, item: Reviewed) -> Iterator[str]:
    if not getattr(item, "is_open", False):
        yield _("Only a proposed version that is on its way can be discarded.")
    if item.author_id != user.pk and not user.has_perm(FINAL_REVIEW):
        yield _("Only its author or a final reviewer can discard a proposed version.")


REASONS = {
    Action.SUBMIT: _against_submitting,
    Action.RECALL: _against_recalling,
    Action.PASS: _against_passing,
    Action.RETURN: _against_returning,
    Action.PUBLISH: _against_publishing_urgently,
    Action.REVIEW: _against_reviewing_afterwards,
    Action.WITHDRAW: _against_withdrawing,
    Action.DISCARD: _against_discarding,
}
