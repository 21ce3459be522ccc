"""Several people ask the same: their cases follow one case."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from editorial.models import Refused

from ..rules import CaseAction
from .step import Steps, step


class Joining(Steps):
    """Mixed into Case."""

    @transaction.atomic
    def join(self, user, other):
        """Let this case follow `other`. Cases that follow this one then follow `other` too.

        If `other` follows a third case, that one is meant. So nobody ever follows a follower. All rows that it
        touches are locked beforehand in one order: first the answer (as its last review does), then the cases by
        number. So if two people join the same two cases crosswise, one waits.
        """
        numbers = {self.pk, other.pk, other.duplicate_of_id}
        Answer = self._meta.get_field("answer").related_model
        list(Answer._base_manager.filter(case__in=numbers - {None}).order_by("pk").select_for_update(of=("self",)))
        list(type(self)._base_manager.filter(pk__in=numbers).order_by("pk").select_for_update(of=("self",)))
        self._join(user, other)

    @step(CaseAction.JOIN)
    def _join(self, user, other):
        root = type(self).objects.visible_to(user).filter(pk=other.pk).first()
        root = root and root.root
        if root is None:
            raise Refused(_("There is no such case at your desks."))
        if root.pk == self.pk:
            raise Refused(_("A case cannot follow itself."))
        root.lock()
        if root.duplicate_of_id:
            raise Refused(_("Somebody has just joined that case with another one. Try again."))
        if root.was_dropped:
            raise Refused(_("That case was withdrawn or not taken up; nobody would answer."))
        if self.answer_id:
            raise Refused(_("This case has a public answer of its own. Join the other one with it."))
        followers = 1 + self.duplicates.update(duplicate_of=root)
        self.duplicate_of = root
        self._close(self.Outcome.DUPLICATE)
        if root.answer_id:
            type(root.answer).objects.filter(pk=root.answer_id).update(askers=F("askers") + followers)
        Event = self.events.model
        self.tell_staff_step(Event.Kind.JOINED, user)
        root.tell_staff_step(Event.Kind.NOTED, user, internal=_("%s follows this one") % self)
