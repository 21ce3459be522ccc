"""处理: a case ends, or is taken up again."""

from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import Refused

from ..models import Case, Event
from ..rules import CaseAction, possible_outcomes
from .assigning import in_hand
from .step import needed, step, tell


@step(CaseAction.CLOSE)
def close(case, user, outcome, note=""):
    """Close the case with `outcome`. The asker reads `note`, which is needed where there is no answer."""
    outcome = Case.Outcome(outcome)
    if outcome in {Case.Outcome.DUPLICATE, Case.Outcome.WITHDRAWN}:
        raise Refused(_("This outcome comes by itself."))
    if outcome not in possible_outcomes(case):
        raise Refused(_("Answer the asker first, then close."))
    if not case.has_answer:
        needed(note, _("Tell the asker why: closing without an answer needs a note."))
    end(case, outcome)
    tell(case, Event.Kind.CLOSED, user, public=note)


@step(CaseAction.REOPEN)
def reopen(case, user, note):
    """Take the case up again. `note` tells colleagues why. A newsroom that reopens a case by itself gains no time."""
    needed(note, _("Say why it is reopened."))
    take_up_again(case)
    tell(case, Event.Kind.REOPENED, user, internal=note)


@step()
def close_in_silence(case):
    """Close an answered case whose asker has said nothing for long: as explained, never as resolved."""
    if case.status != Case.Status.ANSWERED:
        raise Refused(_("It is not waiting for its asker."))
    end(case, Case.Outcome.EXPLAINED)
    tell(case, Event.Kind.CLOSED, actor=Event.Actor.SYSTEM)


@step()
def gather(case):
    """Close a comment whose desk has closed.

    It is with the other comments now, and nothing more comes of it by itself.
    """
    if case.answered_at or case.closed_at or not case.desk.collects_comments or case.desk.is_open:
        raise Refused(_("It is not waiting to be gathered."))
    end(case, Case.Outcome.GATHERED)
    tell(case, Event.Kind.GATHERED, actor=Event.Actor.SYSTEM)


def end(case, outcome):
    """Close the case within a step."""
    case.status, case.outcome, case.closed_at = Case.Status.CLOSED, outcome, timezone.now()
    case.is_held = False


def take_up_again(case):
    """Take the case up again within a step. What the asker said of the first answer stays until they rate anew."""
    case.outcome, case.closed_at, case.answered_at = "", None, None
    case.reopened_at = timezone.now()
    case.status = in_hand(case)
