"""Who may do what with a case, and when. The one place where this is decided.

Only the members of its desk see a case. Nearly everything is done only by the member who holds the case, while the
lease runs. The desk's head may also do what HEADS lists, with any case of the desk: so the head can take a case out of
any hands. Any member of the desk may close suspected spam.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AbstractUser

    from .models import Case, Desk

PERMISSION = "questions.change_case"
MOST_PICTURES = 4  # of a case
REOPENING = timedelta(days=15)  # how long after the answer the asker may reopen the case


class CaseAction(TextChoices):
    ADMIT = "admit", _("admit")
    CLAIM = "claim", _("claim")
    RELEASE = "release", _("give back to the desk")
    HAND_OVER = "hand_over", _("hand over")
    REFER = "refer", _("refer to an authority")
    REVOKE = "revoke", _("revoke the link")
    RECORD_REPLY = "record_reply", _("record the reply")
    PROMISE = "promise", _("record a promise")
    SETTLE_PROMISE = "settle_promise", _("follow up a promise")
    SEE_CONTACT = "see_contact", _("look at the contact")
    CHOOSE_PICTURE = "choose_picture", _("take a picture into the library")
    ANSWER = "answer", _("answer the asker")
    BEGIN_ANSWER = "begin_answer", _("write the public answer")
    JOIN = "join", _("join with another case")
    CLOSE = "close", _("close")
    REOPEN = "reopen", _("reopen")
    NOTE = "note", _("note for colleagues")


# Nobody does this with a comment. It is gathered with the others, and no authority is counted by it.
NOT_WITH_COMMENTS = {CaseAction.REFER, CaseAction.PROMISE, CaseAction.BEGIN_ANSWER}

# The desk's head may do this with any case of the desk, whoever holds it.
HEADS = {CaseAction.RELEASE, CaseAction.HAND_OVER, CaseAction.JOIN, CaseAction.CLOSE}


def reason_against(action: CaseAction, user: AbstractUser, case: Case) -> str | None:
    """Return why `user` may not do `action` with `case` now, as a sentence, or None where they may."""
    if not works_on(user, case):
        return _("Only members of its desk work on a case.")
    return _against_now(action, user, case)


def works_on(user: AbstractUser, case: Case) -> bool:
    return user.has_perm(PERMISSION) and case.desk.is_staffed_by(user)


def may_see_looks(user: AbstractUser, desk: Desk) -> bool:
    """Whether `user` may see who has looked at the contacts of the desk's cases. Its head and keepers may."""
    return desk.head_id == user.pk or user.has_perm("questions.view_contactlook")


def possible_actions(user: AbstractUser, case: Case) -> set[CaseAction]:
    """Return the set of every CaseAction that `user` may do with `case` now.

    It asks only once whether `user` belongs to the desk.
    """
    if not works_on(user, case):
        return set()
    return {action for action in CaseAction if _against_now(action, user, case) is None}


def _against_now(action: CaseAction, user: AbstractUser, case: Case) -> str | None:
    """Return why a member of the desk may not do `action` now, or None."""
    if action in NOT_WITH_COMMENTS and case.desk.collects_comments:
        return _("Comments are gathered, and the result tells what became of them: they are not referred one by one.")
    if action == CaseAction.REOPEN:
        return _against_reopening(user, case)
    if action == CaseAction.SETTLE_PROMISE:
        return None
    if case.status == case.Status.CLOSED:
        return _("It is closed. Reopen it first.")
    if action == CaseAction.ADMIT:
        return None if case.is_held else _("It is not held.")
    if case.is_held and action not in {CaseAction.NOTE, CaseAction.CLOSE}:
        return _("It is held as suspected spam. Admit it first.")
    if action == CaseAction.CLAIM:
        return _against_claiming(user, case)
    return None if action == CaseAction.NOTE else _against_handling(action, user, case)


def _against_claiming(user: AbstractUser, case: Case) -> str | None:
    if case.is_in_the_hands_of(user):
        return _("It is in your hands already.")
    if case.is_claimed:
        return _("A colleague has it. Ask them, or the desk's head, to hand it over.")
    return None


def _against_handling(action: CaseAction, user: AbstractUser, case: Case) -> str | None:
    if action in HEADS and case.desk.head_id == user.pk:
        return _("It is in nobody's hands.") if action == CaseAction.RELEASE and not case.is_claimed else None
    if action == CaseAction.CLOSE and case.is_held:
        return None
    if not case.is_in_the_hands_of(user):
        return _("Only who holds it does this. Claim it first.")
    return None


def _against_reopening(user: AbstractUser, case: Case) -> str | None:
    if case.status != case.Status.CLOSED:
        return _("It is not closed.")
    if case.duplicate_of_id:
        return _("It follows another case; reopen that one.")
    if case.outcome == case.Outcome.WITHDRAWN:
        return _("Its asker has withdrawn it.")
    if user.pk not in {case.reporter_id, case.desk.head_id}:
        return _("Only who had it last, or the desk's head, reopens it.")
    return None


def possible_outcomes(case: Case) -> list[Case.Outcome]:
    """Return the outcomes with which a member of the desk may close the case now."""
    Outcome = case.Outcome
    if case.desk.collects_comments:
        return [Outcome.GATHERED, Outcome.REFUSED]
    answered = [Outcome.RESOLVED, Outcome.EXPLAINED] if case.has_answer else []
    return [*answered, Outcome.REFUSED, Outcome.NO_ANSWER]


def reason_against_withdrawing(case: Case) -> str | None:
    """Return why the asker may not withdraw the case now, as a sentence, or None where they may."""
    if case.status == case.Status.CLOSED:
        return _("It is closed already.")
    if case.has_answer:
        return _("It is answered already. You can delete your contact instead.")
    if case.duplicates.exists():
        return _("Others wait for the same answer, so it goes on. You can delete your contact instead.")
    return None


def may_be_rated(case: Case) -> bool:
    """Whether the asker may rate it: once for each answer. The rating of an earlier answer stays until then."""
    if not case.root.has_answer or case.outcome == case.Outcome.WITHDRAWN:
        return False
    return case.rating is None or (case.rated_at is not None and case.rated_at < case.root.answered_at)


def may_be_reopened(case: Case) -> bool:
    """Whether the asker may reopen it: once, soon enough after an answer, and only a case that follows no other."""
    return (
        case.duplicate_of_id is None
        and case.has_answer
        and timezone.now() <= case.answered_at + REOPENING
        and not case.asker_has_reopened
        and case.outcome != case.Outcome.WITHDRAWN
    )
