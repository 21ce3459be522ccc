"""Whether the state of something is the one that its last decision led to, and was reached through the reviews."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..models import Noted, Proposal
from ..rules import Action

LEADS_TO = {
    Action.SUBMIT: "in_review",
    Action.RECALL: "draft",
    Action.RETURN: "draft",
    Action.PUBLISH: "approved",
    Action.WITHDRAW: "withdrawn",
    Action.DISCARD: "discarded",
}
AUTHOR_PASSED = _("who wrote it let it pass as well")
GONE = _("it has been deleted, though it was no draft")


def faults(held):
    """Yield what does not agree, in sentences."""
    subject, decided = held.subject, held.decided
    told = sum(entry.action == Noted.CORRECT for entry in held.entries)
    if not isinstance(subject, Proposal) and told != held.corrections:
        words = {"public": held.corrections, "told": told}
        yield _("corrections for readers: %(public)d, on record: %(told)d") % words
    if not decided:
        if subject.state != subject.State.DRAFT:
            yield _("it stands at “%(state)s”, and no decision is on record") % _words(subject)
        return
    last = decided[-1]
    if not _may_stand_there(subject, last):
        words = {**_words(subject), "action": last.get_action_display(), "level": last.level}
        yield _("it stands at “%(state)s”, but the last decision on record is “%(action)s” (review %(level)d)") % words
        return
    if subject.state == "withdrawn" and subject.withdrawn_reason != last.comment:
        yield _("the reason for its withdrawal is another one than on record")
    if subject.state in {"approved", "withdrawn", "adopted"}:
        yield from _faults_of_reviews(decided[:-1] if last.action == Action.WITHDRAW else decided, subject)
    if subject.state == "approved" and subject.needs_later_review != _waits(held):
        yield _("whether it is still to be reviewed afterwards is not what the record says")


def passed_fewer(held):
    """Whether it was approved by fewer reviews than the newsroom wants today."""
    decided, subject = held.decided, held.subject
    is_passed = bool(decided) and decided[-1].action == Action.PASS and subject.state in {"approved", "adopted"}
    return is_passed and subject.review_level < settings.REVIEW_LEVELS


def _words(subject):
    return {"state": subject.get_state_display()}


def _may_stand_there(subject, last):
    if last.action == Noted.BRING_IN:
        return subject.state == "approved"  # a withdrawal has an entry of its own
    if last.action != Action.PASS:
        return subject.state == LEADS_TO[last.action]
    if subject.state == "in_review":
        return subject.review_level == last.level + 1
    final = Proposal.State.ADOPTED if isinstance(subject, Proposal) else "approved"
    return subject.state == final and subject.review_level == last.level


def _faults_of_reviews(decided, subject):
    """Yield what is wrong with the reviews that `subject` should have passed when it was approved.

    `decided` are its entries up to the approval.
    """
    if not decided or decided[-1].action not in {Action.PASS, Action.PUBLISH, Noted.BRING_IN}:
        yield _("that it was approved is not on record")
        return
    if decided[-1].action != Noted.BRING_IN and decided[-1].actor_id == subject.author_id:
        yield AUTHOR_PASSED
    if decided[-1].action != Action.PASS:
        return
    starts = [
        number
        for number, entry in enumerate(decided)
        if entry.action == Noted.BRING_IN or (entry.action == Action.SUBMIT and entry.level == 1)
    ]
    start = starts[-1] if starts else 0
    passed = {entry.level: entry.actor_id for entry in decided[start:] if entry.action == Action.PASS}
    first = decided[start].level if starts else 1
    for level in range(first, subject.review_level + 1):
        if level not in passed:
            yield _("the %(review)s is not on record") % {"review": rules.review_name(level)}
    if subject.author_id in {*passed.values()} - {decided[-1].actor_id}:
        yield AUTHOR_PASSED
    if len({*passed.values()}) < len(passed):
        yield _("one person passed more than one review of it")


def _waits(held):
    """Whether the record says that it was published urgently and nobody has reviewed it since."""
    moves = [entry.action for entry in held.entries if entry.action in {*LEADS_TO, Action.PASS, Action.REVIEW}]
    return bool(moves) and moves[-1] == Action.PUBLISH
