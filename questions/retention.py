"""What is kept of an asker, and for how long. After that a case tells what was asked and answered, and not by whom.

Every column that holds text is in one of these lists; a test compares them with the models, so that
a later column is not forgotten.
"""

import logging

from django.core.files.storage import storages
from django.db import transaction
from django.utils.translation import gettext as _

from editorial.erasure import erase_words
from editorial.models import Refused, amending

from . import unsent
from .anonymity import anonymised
from .models import Addition, Case, CasePicture, Contact, Event, Promise, Referral
from .private_words import known_beyond_doubt, known_of, without
from .stages.step import step

logger = logging.getLogger(__name__)

# Deleted, row by row.
DELETED = {Contact: ["name", "telephone", "address"], CasePicture: ["stem", "digest"]}
# What an asker types, or an officer in reply: whatever looks private goes, and whatever is known of the asker.
ANONYMISED = {
    Case: ["text", "rating_comment"],
    Addition: ["text"],
    Referral: ["text", "reply", "officer", "names_instead"],
}
# What the newsroom writes, with telephone numbers of authorities in it: what is known of the asker goes.
CLEARED = {Case: ["reply", "reply_html"], Event: ["public_note", "internal_note"], Promise: ["text"]}
# Written by the site itself, or chosen from a list.
KEPT = {
    Case: ["channel", "code_digest", "status", "outcome"],
    Event: ["kind", "actor"],
}


def close_silent_cases(report):
    """Close what was answered and is silent; return (closed, failed). `report` gets each number of cases done."""
    return _each(Case.objects.silent(), lambda case: case.close_in_silence(), report)


def gather_comments(report):
    """Close the comments whose desk has closed; return (gathered, failed). `report` as above."""
    return _each(Case.objects.to_be_gathered(), lambda case: case.gather(), report)


def erase_old_data(report):
    """Erase what is kept no longer of closed cases, and files that belong to none; return (erased, failed)."""
    for name in files_due():
        storages["private"].delete(name)
    return _each(Case.objects.due_for_erasure(), erase, report)


def files_due():
    """Yield the names of private files that belong to no case: their form was never sent, or its sending failed."""
    yield from unsent.abandoned()
    yield from CasePicture.files_without_row()


@transaction.atomic
def erase(case):
    """Delete contact and pictures of `case`, and take out of all its texts what would lead to the asker.

    Out of its public answer too, or that of the case it follows, and out of every version of
    it; a picture that was taken into the library stays there. Refused where another process
    has just done it, or the case was reopened meanwhile.
    """
    if case.root.answer:
        case.root.answer.locked()  # before the case, as whoever decides on the answer does
    _erase(case)


@step()
def _erase(case):
    if not Case.objects.due_for_erasure().filter(pk=case.pk).exists():
        raise Refused("no longer due")
    words = known_of(case)
    for name in ANONYMISED[Case]:
        setattr(case, name, _anonymised(Case, name, getattr(case, name), words))
    case.reply = without(case.reply, words)
    for model in (Addition, Referral):
        for row in model.objects.filter(case=case):
            changes = {name: _anonymised(model, name, getattr(row, name), words) for name in ANONYMISED[model]}
            model.objects.filter(pk=row.pk).update(**changes)
    with amending() as amended:
        for model in (Event, Promise):
            _clear(model, case, words)
        said = _("changed on record, rows: %d") % amended.rows if amended.rows else ""
        case.tell(Event.Kind.ERASED, Event.Actor.SYSTEM, internal=said)
    if (answer := case.root.answer) and (certain := known_beyond_doubt(case)):
        erase_words(answer, lambda text: without(text, certain))
    Contact.objects.filter(case=case).delete()
    for picture in case.pictures.all():
        # Files first: a row without its files is found again by the next run, files without their row by nobody.
        picture.discard_files()
        picture.delete()


def _clear(model, case, words):
    for row in model._base_manager.filter(case=case):
        texts = {name: getattr(row, name) for name in CLEARED[model]}
        cleared = {name: _cut(model, name, without(text, words)) for name, text in texts.items()}
        if cleared != texts:
            model._base_manager.filter(pk=row.pk).update(**cleared)


def _anonymised(model, name, text, words):
    return _cut(model, name, anonymised(without(text, words)))


def _cut(model, name, text):
    """A mark may be longer than what stood there."""
    return text[: model._meta.get_field(name).max_length]


def _each(cases, do, report):
    """Do it with each case by itself: one that fails leaves its number in the log, and is tried again next time."""
    done = failed = 0
    for number in list(cases.order_by("pk").values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                do(Case.objects.select_related("desk").get(pk=number))
        except Refused:
            continue
        except Exception as error:
            failed += 1
            logger.error("case %d: %s", number, type(error).__name__)
        else:
            done += 1
            report(done)
    return done, failed
