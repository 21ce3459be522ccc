"""The words that the desk uses for how far a case is and how late it is."""

from datetime import time

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dates.days import last_day
from dates.spans import span_words
from editorial.admin.listing import short

from ..anonymity import anonymised

FIRST_WORDS = 30  # characters


def first_words(case):
    """Return enough of the question for a colleague to recognise it, without what is private in it."""
    text = " ".join(anonymised(case.text).split())
    return f"{text[:FIRST_WORDS]}…" if len(text) > FIRST_WORDS else text


def status_word(case):
    """Return the status of the case as a coloured word, followed by its outcome if it has one.

    An assigned case that nobody has any more is shown as one to be taken over.
    """
    tone, words = case.status, case.get_status_display()
    if case.status == case.Status.ASSIGNED and not case.is_in_hands:
        tone, words = case.Status.RECEIVED, _("to be taken over")
    word = format_html('<span class="status status-{}">{}</span>', tone, words)
    return format_html("{} {}", word, case.get_outcome_display()) if case.outcome else word


def lateness_word(case):
    """Return 预警 or 逾期 with the time span, as a coloured word; an empty string where there is time enough."""
    if case.is_held:
        return toned("warning", _("suspected spam"))
    if case.is_overdue:
        return toned("late", _("overdue %(span)s") % {"span": span_words(timezone.now() - case.next_due)})
    if case.is_due_soon:
        return toned("warning", _("due in %(span)s") % {"span": span_words(case.next_due - timezone.now())})
    return ""


def toned(tone, word):
    return format_html('<strong class="tone tone-{}">{}</strong>', tone, word)


def deadline(moment):
    """Return when a period is over, as HTML narrow enough for a list.

    For a period that ends at midnight, its last day is shown.
    """
    if moment and timezone.localtime(moment).time() == time.min:
        day = last_day(moment)
        pattern = "m-d" if day.year == timezone.localdate().year else "Y-m-d"
        return format_html('<span class="time">{}</span>', date_format(day, pattern))
    return short(moment)


def next_deadline(case):
    """Return what is owed next and by when; an empty string where nothing is owed."""
    if case.next_due is None:
        return ""
    owed = _("answer") if case.next_due == case.answer_due else _("respond")
    return format_html("{} {}", owed, deadline(case.next_due))
