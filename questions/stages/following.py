"""跟踪: what the asker does with the receipt code. Whoever has the code counts as the asker; no account is needed."""

from functools import wraps

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial.models import Refused

from .. import erased, rules
from ..erased import Erased
from ..models import Addition, Case, CasePicture, Contact, Event
from ..rules import MOST_PICTURES
from .closing import end, take_up_again
from .collecting import take_contact
from .step import lock_in_order, needed, step, tell, within

MOST_ADDITIONS = 10


def with_root(function):
    """Make a function a step that also tells the case which this one follows.

    Both cases are locked, in the same order as in `joining.join`.
    """
    taken = step()(function)

    @wraps(function)
    @transaction.atomic
    def both_held(case, *args, **kwargs):
        lock_in_order({case.pk, case.root.pk})
        return taken(case, *args, **kwargs)

    return both_held


@with_root
def add(case, text, pictures=(), may_be_published=False):
    """Add what was forgotten. `pictures` are CleanPictures.

    The same sent once more, by a second press, adds nothing.
    """
    if case.is_settled:
        raise Refused(_("It is closed; nothing can be added any more."))
    text = needed(text, _("Write what you want to add."))
    known = set(case.pictures.values_list("digest", flat=True))
    pictures = [picture for picture in pictures if picture.digest not in known]
    if not pictures and case.additions.filter(text=text).exists():
        return
    if case.additions.count() >= MOST_ADDITIONS:
        raise Refused(_("That is as much as can be added. Please ring the newsroom."))
    if len(known | {picture.digest for picture in pictures}) > MOST_PICTURES:
        raise Refused(_("There can be %d pictures in all.") % MOST_PICTURES)
    case.additions.create(text=within(Addition, "text", text))
    for picture in pictures:
        CasePicture.store(case, picture, may_be_published)
    tell(case, Event.Kind.ADDED)
    if case.duplicate_of_id:
        _note_on_root(case, _("%s follows this one, and its asker has added something") % case)


@step()
def withdraw(case):
    """Withdraw the case for its asker. Nobody works on it any more.

    Its pictures are deleted, except those that are in the library.
    """
    if reason := rules.reason_against_withdrawing(case):
        raise Refused(reason)
    # An answer that is signed but has not come out does not count any more.
    case.answered_at = None
    end(case, Case.Outcome.WITHDRAWN)
    _take_consent_back(case)
    for picture in case.pictures.filter(photo=None):
        _delete(picture)
    tell(case, Event.Kind.WITHDRAWN)
    erased.note(Erased.CASE, case.pk)


@step()
def delete_picture(case, number):
    """Delete the asker's own picture with the primary key `number`, and its files."""
    _refuse_once_settled(case)
    picture = case.pictures.filter(pk=number).first()
    if picture is None:
        raise Refused(_("This picture is deleted already."))
    if picture.photo_id:
        raise Refused(_("The paper has taken this picture into its library. Take back your consent instead."))
    _delete(picture)
    tell(case, Event.Kind.CORRECTED, internal=_("a picture was deleted"))
    erased.note(Erased.PICTURE, number)


@with_root
def take_consent_back(case):
    """Forbid the publication of all the asker's pictures. The reporter is told about those in the library."""
    if not case.pictures.filter(may_be_published=True).exists():
        raise Refused(_("You have agreed to the publication of no picture, or taken it back already."))
    _take_consent_back(case)
    tell(case, Event.Kind.CORRECTED, internal=_("consent to the publication of pictures taken back"))
    erased.note(Erased.CONSENT, case.pk)


@step()
def change_contact(case, contact):
    """Correct the asker's own data. `contact` is as in `collecting.receive`; what is left empty stays as it is."""
    _refuse_once_settled(case)
    take_contact(case, contact)
    tell(case, Event.Kind.CORRECTED)


@step()
def erase_contact(case):
    """Delete the asker's name, telephone and address now."""
    deleted, _rows = Contact.objects.filter(case=case).delete()
    if not deleted:
        raise Refused(_("There are no such data, or they are deleted already."))
    tell(case, Event.Kind.ERASED)
    erased.note(Erased.CONTACT, case.pk)


@step()
def rate(case, is_solved, rating, comment=""):
    """Say whether it is solved, and give a rating from one to five and a sentence. A solved case is closed."""
    if not rules.may_be_rated(case):
        raise Refused(_("This has been said already, or there is no answer yet."))
    case.rating_comment = within(Case, "rating_comment", comment.strip())
    case.is_solved, case.rating, case.rated_at = bool(is_solved), rating, timezone.now()
    if case.is_solved and case.status == Case.Status.ANSWERED:
        end(case, Case.Outcome.RESOLVED)
    tell(case, Event.Kind.RATED)


@step()
def reopen_as_asker(case, text):
    """Take a case up once more that is not solved, with new deadlines. `text` says what is missing."""
    if case.duplicate_of_id:
        raise Refused(_("Others have asked the same, and one answer is for all: your case cannot be reopened alone."))
    if not rules.may_be_reopened(case):
        raise Refused(_("It can be reopened once, within %d days of the answer.") % rules.REOPENING.days)
    text = needed(text, _("Write what is still missing."))
    case.additions.create(text=within(Addition, "text", text))
    case.asker_has_reopened = True
    take_up_again(case)
    since = case.reopened_at
    case.response_due, case.answer_due = case.desk.response_due(since), case.desk.answer_due(since)
    case.responded_at = since if case.status == Case.Status.ASSIGNED else None
    tell(case, Event.Kind.REOPENED)


def _refuse_once_settled(case):
    if case.is_settled:
        raise Refused(_("It is closed; the data are only kept until they are deleted."))


def _take_consent_back(case):
    agreed = case.pictures.filter(may_be_published=True)
    chosen = list(agreed.exclude(photo=None).values_list("photo", flat=True))
    agreed.update(may_be_published=False)
    if chosen:
        numbers = ", ".join(str(number) for number in chosen)
        _note_on_root(case, _("consent taken back, to pictures in the library with the numbers %s") % numbers)


def _delete(picture):
    """Delete the row of `picture`. Its files are deleted only once it is certain that the row is gone."""
    picture.delete()
    transaction.on_commit(picture.discard_files, robust=True)  # what cannot be deleted now, `deletefiles` does


def _note_on_root(case, note):
    """Write a note for colleagues on the case that they look at: the one that this case follows, or itself."""
    tell(case.root, Event.Kind.NOTED, internal=note)
