"""What is kept of an asker, and for how long. Later a case tells what was asked and answered, but not by whom.

Every column that holds text is in one of these lists. A test compares the lists with the models, so that a
new column is not forgotten.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from editorial.erasure import erase_words
from editorial.models import Refused, amending

from . import erased
from .anonymity import anonymised
from .erased import Erased
from .models import Addition, Case, CasePicture, Contact, Event, Promise, Referral
from .private_words import known_beyond_doubt, known_of, without
from .stages.step import step, tell

# The rows of these tables are deleted.
DELETED = {Contact: ["name", "telephone", "address"], CasePicture: ["stem", "digest"]}
# An asker typed these, or an officer in reply. Whatever looks private is taken out, and whatever is known of the
# asker.
ANONYMISED = {
    Case: ["text", "rating_comment"],
    Addition: ["text"],
    Referral: ["text", "reply", "officer", "names_instead"],
}
# The newsroom wrote these, with telephone numbers of authorities in them. Only what is known of the asker is
# taken out.
CLEARED = {Case: ["reply", "reply_html"], Event: ["public_note", "internal_note"], Promise: ["text"]}
# The site itself wrote these, or they were chosen from a list. They stay as they are.
KEPT = {
    Case: ["channel", "code_digest", "status", "outcome"],
    Event: ["kind", "actor"],
}


@transaction.atomic
def erase(case, *, once_more=False):
    """Delete contact and pictures of `case`, and take out of all its texts what would lead to the asker.

    It is also taken out of the public answer of the case, or of the case it follows, and out of every version of
    that answer. A picture that was taken into the library stays there. Raises Refused where another process has
    just erased the case, or where it was reopened meanwhile; but not with `once_more`, for a case that was erased
    before and came back out of a backup.
    """
    if case.root.answer:
        case.root.answer.locked()  # before the case: a decision on the answer locks them in this order too
    _erase(case, once_more)


@step()
def _erase(case, once_more):
    if not once_more and not Case.objects.due_for_erasure().filter(pk=case.pk).exists():
        raise Refused("no longer due")
    words = known_of(case)

    def cleared(text):
        return without(text, words)

    def anonymous(text):
        return anonymised(cleared(text))

    for name, text in _changes(case, ANONYMISED[Case], anonymous).items():
        setattr(case, name, text)
    case.reply = cleared(case.reply)
    for rows in (case.additions, case.referrals):
        _rewrite(rows, ANONYMISED[rows.model], anonymous)
    with amending() as amended:
        for rows in (case.events, case.promises):
            _rewrite(rows, CLEARED[rows.model], cleared)
        said = _("changed on record, rows: %d") % amended.rows if amended.rows else ""
        tell(case, Event.Kind.ERASED, actor=Event.Actor.SYSTEM, internal=said)
    if (answer := case.root.answer) and (certain := known_beyond_doubt(case)):
        erase_words(answer, lambda text: without(text, certain))
    Contact.objects.filter(case=case).delete()
    for picture in case.pictures.all():
        # Files first: the next run finds a row whose files are gone. Nothing would find files whose row is gone.
        picture.discard_files()
        picture.delete()
    erased.note(Erased.ALL, case.pk)


def _rewrite(rows, names, rewrite):
    for row in rows.all():
        if changes := _changes(row, names, rewrite):
            rows.filter(pk=row.pk).update(**changes)


def _changes(row, names, rewrite):
    """Return {name: text} of the columns `names` that `rewrite` changes.

    Each is cut to the length of its field, because a mark may be longer than the words it replaced.
    """
    texts = {name: rewrite(getattr(row, name))[: row._meta.get_field(name).max_length] for name in names}
    return {name: text for name, text in texts.items() if text != getattr(row, name)}
