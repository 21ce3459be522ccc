"""Several people ask the same: their cases follow one case."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from editorial.models import Refused

from ..models import Answer, Case, Event
from ..rules import CaseAction
from .closing import end
from .step import lock, lock_in_order, step, tell


@transaction.atomic
def join(case, user, other):
    """Let the case follow `other`. Cases that follow this one then follow `other` too.

    If `other` follows a third case, that one is meant. So nobody ever follows a follower. All rows that it
    touches are locked beforehand in one order: first the answer (as its last review does), then the cases by
    number. So if two people join the same two cases crosswise, one waits.
    """
    numbers = {case.pk, other.pk, other.duplicate_of_id}
    list(Answer._base_manager.filter(case__in=numbers - {None}).order_by("pk").select_for_update(of=("self",)))
    lock_in_order(numbers)
    _join(case, user, other)


@step(CaseAction.JOIN)
def _join(case, user, other):
    root = Case.objects.visible_to(user).filter(pk=other.pk).first()
    root = root and root.root
    if root is None:
        raise Refused(_("There is no such case at your desks."))
    if root.pk == case.pk:
        raise Refused(_("A case cannot follow itself."))
    lock(root)
    if root.duplicate_of_id:
        raise Refused(_("Somebody has just joined that case with another one. Try again."))
    if root.was_dropped:
        raise Refused(_("That case was withdrawn or not taken up; nobody would answer."))
    if case.answer_id:
        raise Refused(_("This case has a public answer of its own. Join the other one with it."))
    followers = 1 + case.duplicates.update(duplicate_of=root)
    case.duplicate_of = root
    end(case, Case.Outcome.DUPLICATE)
    Answer.objects.filter(pk=root.answer_id).update(askers=F("askers") + followers)
    tell(case, Event.Kind.JOINED, user)
    tell(root, Event.Kind.NOTED, user, internal=_("%s follows this one") % case)
