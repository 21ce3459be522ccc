"""Begins the next notice of a chain from the one before: what stays, what is emptied, from when until when."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from editorial.duplication import duplicate

from . import chains
from .chains import Relation
from .models import Notice
from .period import last_moment

# With these what the notice was about ends. Its old text, facts and attachments no longer say anything.
CLOSING = {Relation.ENDS_EARLY, Relation.REPEALS, Relation.RESULT}
ENDS_WHAT_HOLDS = {Relation.ENDS_EARLY, Relation.REPLACES, Relation.REPEALS}
MARKS = {
    Relation.EXTENDS: gettext_lazy("(extended)"),
    Relation.ENDS_EARLY: gettext_lazy("(ended early)"),
    Relation.CORRECTS: gettext_lazy("(corrected)"),
    Relation.REPLACES: gettext_lazy("(new)"),
    Relation.REPEALS: gettext_lazy("(repealed)"),
    Relation.RESULT: gettext_lazy("(result)"),
}
EMPTIED = {"document_number": "", "chain_note": "", "when": ""}
EMPTIED_ON_CLOSING = {
    "level": Notice.Level.ORDINARY,
    "what_to_do": "",
    "body": "",
    "comments_from": None,
    "comments_until": None,
    "comments_how": "",
    "desk": None,
}


def reason_against(relation, before):
    """Return a sentence that says why nothing can follow `before` as `relation` says, or None where something can.

    It is only about the period of `before`. `chains.join` checks the rest.
    """
    if relation in ENDS_WHAT_HOLDS and before.over_by_itself <= timezone.now():
        return _("“%(title)s” is over already: nothing of it is left to be ended, replaced or repealed.") % {
            "title": before.title
        }
    if relation == Relation.EXTENDS and before.is_open_ended:
        return _("“%(title)s” holds until further notice: it need not be extended.") % {"title": before.title}
    return None


@transaction.atomic
def begin(before, relation, author):
    """Return a draft of `author` that follows `before` as `relation` says. It is stored with its first version.

    Raises ValidationError, with a sentence, where it cannot follow (see `chains.join`).
    """
    if reason := reason_against(relation, before):
        raise ValidationError(reason)
    instead = {**EMPTIED, "title": _title(before, relation), "issued_on": timezone.localdate()}
    instead |= _period(before, relation)
    if relation in CLOSING:
        instead |= EMPTIED_ON_CLOSING
    notice = duplicate(before, author, parts=() if relation in CLOSING else Notice.parts, **instead)
    chains.join(notice, before, relation)
    remark = _("%(relation)s number %(number)d") % {"relation": Relation(relation).label, "number": before.pk}
    notice.keep_version(author, remark)
    return notice


def whole_chain(notice):
    """Return the whole chain of `notice`, drafts and withdrawn notices included, the last one first; one query."""
    return chains.last_first(chains.members(notice))


def last_word(chain):
    """Return the last notice of a whole `chain` that is not withdrawn, drafts included; None where all are."""
    return next((one for one in chain if not one.is_withdrawn), None)


def _title(before, relation):
    title = before.title
    for mark in map(str, MARKS.values()):
        title = title.removeprefix(mark)
    return f"{MARKS[relation]}{title}"[: Notice._meta.get_field("title").max_length]


def _period(before, relation):
    """Return when the next notice holds, as far as that follows from `before`. Its writer fills in what is empty."""
    now, tomorrow = timezone.localtime(), timezone.localdate() + timedelta(days=1)
    start = {"effective_from": before.effective_from, "effective_from_time": before.effective_from_time}
    end = {"effective_until": before.effective_until, "effective_until_time": before.effective_until_time}
    no_end = {"effective_until": None, "effective_until_time": None}
    match relation:
        case Relation.CORRECTS:
            return start | end
        case Relation.EXTENDS:
            return start | no_end
        case Relation.ENDS_EARLY:
            minute = now.time().replace(second=0, microsecond=0)
            sooner = before.over_by_itself <= last_moment(tomorrow)
            soon = {"effective_until": tomorrow, "effective_until_time": None}
            return {"effective_from": now.date(), "effective_from_time": minute} | (end if sooner else soon)
        case Relation.REPLACES:
            later = before.effective_until is None or before.effective_until >= tomorrow
            return {"effective_from": tomorrow, "effective_from_time": None} | (end if later else no_end)
        case Relation.REPEALS:
            return {"effective_from": tomorrow, "effective_from_time": None} | no_end
    return {"effective_from": now.date(), "effective_from_time": None} | no_end
