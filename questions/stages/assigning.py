"""交办: who has a case."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from editing.person_names import name_of
from editorial.models import Refused

from ..rules import CaseAction
from .step import Steps, step

LEASE = timedelta(hours=48)  # a claim ends by itself if nothing is done with the case for so long


class Assigning(Steps):
    """Mixed into Case."""

    @step(CaseAction.ADMIT)
    def admit(self, user):
        """Say that it is no spam: the case goes to the pool of its desk.

        Its deadlines stay as they are, because its asker has waited since receipt.
        """
        self.is_held = False
        self.tell_staff_step(self.events.model.Kind.ADMITTED, user)

    @step(CaseAction.CLAIM)
    def claim(self, user):
        """Take the case into one's own hands. The asker is told, and that is the first response."""
        remark = self._give_to(user)
        self.responded_at = self.responded_at or timezone.now()
        self.tell_staff_step(self.events.model.Kind.CLAIMED, user, internal=remark)

    @step(CaseAction.RELEASE)
    def release(self, user, note=""):
        """Put it back into the desk's pool."""
        self.reporter = self.lease_until = None
        if self.status == self.Status.ASSIGNED:
            self.status = self.Status.RECEIVED
        self.tell_staff_step(self.events.model.Kind.RELEASED, user, internal=note)

    @step(CaseAction.HAND_OVER)
    def hand_over(self, user, to, note=""):
        """Put it into the hands of `to`, another member of the desk."""
        if to == self.reporter and self.is_claimed:
            raise Refused(_("It is in their hands already."))
        if not to.is_active or not self.desk.is_staffed_by(to):
            raise Refused(_("It can only be handed over to a member of its desk."))
        remark = self._give_to(to)
        self.responded_at = self.responded_at or timezone.now()
        said = [_("to %(name)s") % {"name": name_of(to)}, remark, note.strip()]
        self.tell_staff_step(self.events.model.Kind.HANDED_OVER, user, internal="：".join(filter(None, said)))

    @step(CaseAction.NOTE)
    def add_note(self, user, internal="", public=""):
        """Write something down for colleagues, or for the asker to read."""
        if not internal.strip() and not public.strip():
            raise Refused(_("Write something first."))
        self.tell_staff_step(self.events.model.Kind.NOTED, user, internal=internal, public=public)

    @step(CaseAction.SEE_CONTACT)
    def show_contact(self, user):
        """Return the Contact, or None where there is none. If there is one, put on record that `user` looked."""
        contact = self._meta.get_field("contact").related_model.objects.filter(case=self).first()
        if contact:
            self.contact_looks.create(user=user)
        return contact

    def _give_to(self, user):
        """Put the case, with the draft of its public answer, into the hands of `user`.

        Return a remark about the draft, for the Event; an empty string where no draft passes on.
        """
        self.reporter, self.lease_until = user, timezone.now() + LEASE
        if self.status == self.Status.RECEIVED:
            self.status = self.Status.ASSIGNED
        Answer = self._meta.get_field("answer").related_model
        draft = Answer.objects.filter(pk=self.answer_id, state=Answer.State.DRAFT).exclude(author=user)
        return _("the draft of the public answer passes on too") if draft.update(author=user) else ""

    def in_hand(self):
        """The status of the case while nobody but the newsroom has it."""
        return self.Status.ASSIGNED if self.is_claimed else self.Status.RECEIVED

    def go_on(self, user):
        """Extend the lease of `user`, if they have the case: whoever works on a case keeps it."""
        if self.is_in_the_hands_of(user):
            self.lease_until = max(self.lease_until, timezone.now() + LEASE)
