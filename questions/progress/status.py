"""The status of a case, in the words in which its asker is told."""

from dataclasses import dataclass
from datetime import time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from dates.days import last_day
from dates.spans import span_words

from .. import rules
from ..querysets import SILENCE

DAY, HOUR = "n月j日（l）", "n月j日（l）H:i"


@dataclass(frozen=True)
class CaseStanding:
    """What the asker is told of the status of a case.

    `then` is HTML: what comes next and by when. `late` says how late it is. Both may be empty.
    """

    status: str
    then: str = ""
    late: str = ""


def standing_of(case):
    """Return the CaseStanding of `case`, or of the one that it follows."""
    subject, Status = case.root, case.Status
    if subject.status == Status.CLOSED:
        return CaseStanding(_ended(subject), _may_reopen(case), _answered_late(subject))
    if subject.status == Status.ANSWERED:
        return CaseStanding(*_answered(case), late=_answered_late(subject))
    if subject.desk.collects_comments:
        return CaseStanding(
            _("We have your comment"), _("It is gathered with all others, and the result is made public.")
        )
    if subject.is_held:
        return CaseStanding(_("We have it"), _("Somebody of the newsroom reads it first; then it goes to a reporter."))
    return CaseStanding(*_under_way(subject), late=_late(subject))


def contact_until(case):
    """The last day on which the contact of `case` is kept, or None while the case is open."""
    closed_at = case.root.closed_at
    return closed_at and timezone.localdate(closed_at) + timedelta(days=settings.CONTACT_DAYS)


def by_words(moment):
    """Return by when, as HTML: the day where the period ends at midnight, else the day and the hour."""
    local = timezone.localtime(moment)
    when = _day(last_day(moment)) if local.time() == time.min else _hour(local)
    return format_html(_("by {when}"), when=when)


def _under_way(case):
    answer = _due(case.answer_due, _("You are to be answered {when}."), _("You were to be answered {when}."))
    if case.status == case.Status.REFERRED:
        status = _("With the authority in charge: %(authority)s") % {"authority": case.authority}
        return status, _in_turn(_("It replies to the reporter, who then answers you."), answer)
    if case.status == case.Status.ASSIGNED:
        return _("A reporter is working on it"), answer
    if case.responded_at:
        return _("We have it, and another reporter takes it on"), answer
    takes_on = _("A reporter takes it on {when}."), _("A reporter was to take it on {when}.")
    return _("We have it; it waits for a reporter"), _in_turn(_due(case.response_due, *takes_on), answer)


def _due(moment, is_due, was_due):
    return format_html(is_due if moment > timezone.now() else was_due, when=by_words(moment))


def _day(day):
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), date_format(day, DAY))


def _hour(local):
    return format_html('<time datetime="{}">{}</time>', local.isoformat(timespec="minutes"), date_format(local, HOUR))


def _in_turn(*sentences):
    return format_html("{}" * len(sentences), *sentences)


def _late(case):
    now = timezone.now()
    if case.answer_due < now:
        words = _("The answer is %(span)s late. It stands on the list of the head of the desk.")
        return words % {"span": span_words(now - case.answer_due)}
    if case.is_overdue:
        words = _("The first response is %(span)s late. It stands on the list of the head of the desk.")
        return words % {"span": span_words(now - case.response_due)}
    return ""


def _answered(case):
    answered_at = case.root.answered_at
    if not case.root.has_answer:
        when = _hour(timezone.localtime(answered_at))
        return _("The answer is ready"), format_html(_("You can read it from {when} on."), when=when)
    if rules.may_be_rated(case):
        then = _(
            "Please say whether that solves it. Without a word it is closed after {day}, and not counted as solved."
        )
        return _("Answered"), format_html(then, day=_day(timezone.localdate(answered_at + SILENCE)))
    if case.is_solved:
        return _("Answered"), _("You have said that it is solved.")
    return _("Answered"), _in_turn(_("You have said that it is not solved."), _may_reopen(case))


def _answered_late(case):
    if case.has_answer and case.answered_at > case.answer_due:
        span = span_words(case.answered_at - case.answer_due)
        return _("The answer came %(span)s late.") % {"span": span}
    return ""


def _ended(case):
    Outcome = case.Outcome
    return {
        Outcome.RESOLVED: _("Closed: solved"),
        Outcome.EXPLAINED: _("Closed: answered"),
        Outcome.REFUSED: _("Closed: not taken up"),
        Outcome.NO_ANSWER: _("Closed: the authority did not answer"),
        Outcome.GATHERED: _("Closed: gathered with all other comments"),
        Outcome.WITHDRAWN: _("Closed: you have withdrawn it"),
    }[Outcome(case.outcome)]


def _may_reopen(case):
    """Return until when the asker may reopen `case`, as a sentence; an empty string where that is over."""
    if not rules.may_be_reopened(case):
        return ""
    if case.is_solved is False:
        words = _("You can have it taken up once more {when}.")
    else:
        words = _("If it is not solved, you can have it taken up once more {when}.")
    day = _day(timezone.localdate(case.answered_at + rules.REOPENING))
    return format_html(words, when=format_html(_("by {when}"), when=day))
