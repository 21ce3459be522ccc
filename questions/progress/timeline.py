"""What has happened to a case, step by step, in the words in which its asker is told."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _, gettext_lazy

from ..models import Event
from ..private_words import known_of, without

Kind, Actor = Event.Kind, Event.Actor
# These words follow the name of who did it, and come before the note.
SAID = {
    Kind.RECEIVED: gettext_lazy("Question written down for you."),
    (Kind.RECEIVED, Actor.ASKER): gettext_lazy("Question sent."),
    Kind.CLAIMED: gettext_lazy("A reporter has taken it on."),
    Kind.REFERRED: gettext_lazy("Referred to %(authority)s."),
    Kind.REPLIED: gettext_lazy("Replied to the reporter."),
    Kind.REDIRECTED: gettext_lazy("Not in charge, it says; the reporter asks elsewhere."),
    Kind.PROMISED: gettext_lazy("Promised:"),
    Kind.PROMISE_EXTENDED: gettext_lazy("Needs longer for what was promised, because:"),
    Kind.PROMISE_KEPT: gettext_lazy("Has kept the promise:"),
    Kind.ANSWERED: gettext_lazy("You were answered."),
    Kind.PUBLISHED: gettext_lazy("The answer was passed for publication."),
    Kind.CLOSED: gettext_lazy("Closed."),
    (Kind.CLOSED, Actor.SYSTEM): gettext_lazy("Closed after 15 days without a word; that does not count as solved."),
    Kind.GATHERED: gettext_lazy("The time for comments is over; yours is with all the others."),
    Kind.ADDED: gettext_lazy("Something added."),
    Kind.WITHDRAWN: gettext_lazy("Question withdrawn."),
    Kind.CORRECTED: gettext_lazy("Your own data changed."),
    Kind.ERASED: gettext_lazy("Contact deleted."),
    (Kind.ERASED, Actor.SYSTEM): gettext_lazy("Your contact was deleted: it is kept for some time after closing only."),
    Kind.RATED: gettext_lazy("Said how it went."),
    Kind.REOPENED: gettext_lazy("Taken up once more."),
    (Kind.REOPENED, Actor.ASKER): gettext_lazy("Not solved: it is taken up once more."),
    Kind.JOINED: gettext_lazy("Somebody else asked the same; from here on both are one."),
}
# These replace them where the case is a comment.
SAID_OF_COMMENTS = {
    (Kind.RECEIVED, Actor.STAFF): gettext_lazy("Comment written down for you."),
    (Kind.RECEIVED, Actor.ASKER): gettext_lazy("Comment sent."),
    (Kind.WITHDRAWN, Actor.ASKER): gettext_lazy("Comment withdrawn."),
}
# The authority did this, even if a reporter wrote it down.
BY_AUTHORITY = {Kind.REPLIED, Kind.REDIRECTED, Kind.PROMISED, Kind.PROMISE_EXTENDED, Kind.PROMISE_KEPT}
# What the asker of the followed case did, or what happened to their data, is shown to that asker alone.
OF_ONE = {Kind.RECEIVED, Kind.CORRECTED, Kind.ERASED, Kind.RATED, Kind.ADDED, Kind.JOINED}


@dataclass(frozen=True)
class TimelineEntry:
    """One step: when it was, who took it (may be empty), what it was, and a note that somebody added."""

    at: datetime
    who: str
    what: str
    note: str


def timeline_of(case):
    """Return the TimelineEntries of `case` that its asker may know, in order.

    Those of the case that it follows are among them.
    """
    events = Event.objects.filter(case__in={case.pk, case.root.pk}).select_related("authority").order_by("at", "pk")
    said = {**SAID, **SAID_OF_COMMENTS} if case.desk.collects_comments else SAID
    words = [] if case.root == case else known_of(case.root)
    rated = [event.pk for event in events if event.kind == Kind.RATED and event.case_id == case.pk]
    entries = []
    for event in events:
        is_own = event.case_id == case.pk
        if event.is_for_asker and (is_own or event.kind not in OF_ONE):
            # The case keeps only the last of several ratings.
            what = _rated(case) if event.pk in rated[-1:] else _what(event, said)
            entries.append(TimelineEntry(event.at, _who(event, is_own), what, without(event.public_note, words)))
    return entries


def _who(event, is_own):
    if event.authority and event.kind in BY_AUTHORITY:
        return str(event.authority)
    if event.actor == Actor.ASKER:
        return _("you") if is_own else _("another asker")
    return _("the newsroom") if event.actor == Actor.STAFF else ""


def _what(event, said):
    words = said.get((event.kind, event.actor)) or said.get(event.kind) or _("A word for you:")
    return words % {"authority": event.authority}


def _rated(case):
    words = _("Said: solved, %(rating)d of 5.") if case.is_solved else _("Said: not solved, %(rating)d of 5.")
    return words % {"rating": case.rating}
