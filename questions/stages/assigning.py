"""交办: who has a case."""

from django.utils import timezone
from django.utils.translation import gettext as _

from editing.person_names import name_of
from editorial.models import Refused

from ..models import Answer, Case, Contact, Event
from ..rules import CaseAction
from .step import step, tell


@step(CaseAction.ADMIT)
def admit(case, user):
    """Say that it is no spam: the case goes to the pool of its desk.

    Its deadlines stay as they are, because its asker has waited since receipt.
    """
    case.is_held = False
    tell(case, Event.Kind.ADMITTED, user)


@step(CaseAction.CLAIM)
def claim(case, user):
    """Take the case into one's own hands. The asker is told, and that is the first response."""
    tell(case, Event.Kind.CLAIMED, user, internal=_give_to(case, user))


@step(CaseAction.RELEASE)
def release(case, user, note=""):
    """Put it back into the desk's pool."""
    case.reporter = case.lease_until = None
    if case.status == Case.Status.ASSIGNED:
        case.status = Case.Status.RECEIVED
    tell(case, Event.Kind.RELEASED, user, internal=note)


@step(CaseAction.HAND_OVER)
def hand_over(case, user, to, note=""):
    """Put it into the hands of `to`, another member of the desk."""
    if to == case.reporter and case.is_claimed:
        raise Refused(_("It is in their hands already."))
    if not to.is_active or not case.desk.is_staffed_by(to):
        raise Refused(_("It can only be handed over to a member of its desk."))
    said = [_("to %(name)s") % {"name": name_of(to)}, _give_to(case, to), note.strip()]
    tell(case, Event.Kind.HANDED_OVER, user, internal="：".join(filter(None, said)))


@step(CaseAction.NOTE)
def add_note(case, user, internal="", public=""):
    """Write something down for colleagues, or for the asker to read."""
    if not internal.strip() and not public.strip():
        raise Refused(_("Write something first."))
    tell(case, Event.Kind.NOTED, user, internal=internal, public=public)


@step(CaseAction.SEE_CONTACT)
def show_contact(case, user):
    """Return the Contact, or None where there is none. If there is one, put on record that `user` looked."""
    contact = Contact.objects.filter(case=case).first()
    if contact:
        case.contact_looks.create(user=user)
    return contact


def in_hand(case):
    """Return the status of the case while nobody but the newsroom has it."""
    return Case.Status.ASSIGNED if case.is_claimed else Case.Status.RECEIVED


def _give_to(case, user):
    """Put the case, with the draft of its public answer, into the hands of `user`: that is a first response.

    Return a remark about the draft, for the Event; an empty string where no draft passes on.
    """
    now = timezone.now()
    case.reporter, case.lease_until, case.responded_at = user, now + Case.LEASE, case.responded_at or now
    if case.status == Case.Status.RECEIVED:
        case.status = Case.Status.ASSIGNED
    draft = Answer.objects.filter(pk=case.answer_id, state=Answer.State.DRAFT).exclude(author=user)
    return _("the draft of the public answer passes on too") if draft.update(author=user) else ""
