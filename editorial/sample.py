"""Plays the sample newsroom: what people did, in the order of time, by the calls that the site itself makes."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone

from . import preflight, rules
from .models import Proposal, WatchedWord
from .rules import Action

# What a step may do: a decision, or one of these. `correct` changes live text and tells readers.
ACTIONS = {"save", "correct", "propose", "override", *Action.values}


class Misstep(Exception):
    """Raised where a step could not be taken. It says in which file of the sample, which one, and why."""


@dataclass
class Act:
    """Stories of one kind, and how they are played."""

    ways: dict  # {name of a story: its steps}
    take: Callable  # takes a step, as take(name, step)
    place: str  # where a story is in the sample, with {} for its name


def load_words(rows):
    WatchedWord.objects.bulk_create([WatchedWord(**row) for row in rows])


@contextmanager
def clock_at(moment):
    """Within this context it is `moment` for everything that asks Django for the time.

    What is on record is written once and cannot be dated afterwards. So it is written at the right time. Only for a
    command that has its process to itself.
    """
    now = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = now


def play(*acts):
    """Take every step of the `acts`, all of them in the order of time."""
    now = timezone.now()
    steps = [(*found, act) for act in acts for found in _steps_in(act.ways, now)]
    for moment, name, number, step, act in sorted(steps, key=lambda found: found[0]):
        try:
            with clock_at(moment):
                act.take(name, step)
        except Exception as error:
            raise Misstep(f"{act.place.format(name)}, step {number}: {error!r}") from error


def taking_items(enter, person, chief):
    """Return the function that takes the steps of publishable items.

    `enter(name, author)` makes the draft that a story begins with. `person(username)` returns who acts. For `chief` see
    `take_step`.
    """
    entered = {}

    def take(name, step):
        who = person(step["who"])
        if name in entered:
            take_step(step, entered[name], who, chief)
        else:
            entered[name] = enter(name, who)
            _again(entered[name]).keep_version(who, step.get("comment", ""))

    return take


def take_step(step, item, who, chief):
    """Take one step of `item` as `who`.

    Where the newsroom has fewer than three reviews, the passes of those that it does not have are left out. What else
    their reviewers did is done by `chief`, a final reviewer.
    """
    if not _has_no_level(who):
        _take(step, _again(item), who)
    elif step["does"] != Action.PASS:
        _take(step, _again(item), chief)


def _again(item):
    """Return the item as it is stored now, as whoever opens it would find it."""
    return type(item).objects.get(pk=item.pk)


def _steps_in(ways, now):
    """Yield (moment, name, number, step) for every step. No step is earlier than the one that it follows."""
    for name, way in ways.items():
        last = None
        for number, step in enumerate(way, start=1):
            moment = moment_of(step, now)
            last = max(last, moment) if last else moment
            yield last, name, number, step


def moment_of(step, now):
    """The moment of a step: minutes before `now`, or a time of an earlier day."""
    if "minutes_ago" in step:
        return now - timedelta(minutes=step["minutes_ago"])
    day = timezone.localdate(now) - timedelta(days=step["days_ago"])
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(step["time"])))


def _take(step, item, who):
    """Take one step: on the proposed version of `item` while one is on its way, else on `item` itself."""
    subject, comment = item.open_proposal() or item, step.get("comment", "")
    match step["does"]:
        case "save":
            _save(subject, who, step)
        case "correct":
            _save(item, who, step)
            item.correct(who, comment)
        case "propose":
            _begin_proposal(item, who)
        case "override":
            _override(subject, who, step["code"], comment)
        case action:
            subject.decide(action, who, comment, seen=subject.version)


def _has_no_level(user):
    """Whether `user` is a reviewer only of levels that this newsroom, with fewer than three reviews, does not have."""
    levels = range(1, settings.REVIEW_LEVELS + 1)
    return rules.is_reviewer(user) and not any(user.has_perm(rules.review_permission(level)) for level in levels)


def _begin_proposal(item, who):
    proposal = Proposal.begin(item, who)
    # The default of the field is a clock of its own, which does not follow `clock_at`.
    proposal.state_since = timezone.now()
    proposal.save(update_fields=["state_since"])


def _save(subject, who, step):
    """Keep the next version, with the words changed that the step names."""
    if not rules.may_edit(who, subject):
        raise ValueError(f"{step['who']} may not edit it there")
    remark = "" if step["does"] == "correct" else step.get("comment", "")
    if isinstance(subject, Proposal):
        subject.correction = step.get("readers", "")
        subject.save(update_fields=["correction"])
        data = {**subject.data, "fields": _changed(subject.data["fields"], step)}
        version = subject.keep_version(who, data, remark)
    else:
        texts = {field: getattr(subject, field) for field, _old, _new in step.get("changes", [])}
        for field, text in _changed(texts, step).items():
            setattr(subject, field, text)
        subject.save()
        version = subject.keep_version(who, remark)
    if version is None:
        raise ValueError("it changes nothing")


def _changed(texts, step):
    """Return `texts` with every [field, old words, new words] of the step's changes made."""
    texts = dict(texts)
    for field, old, new in step.get("changes", []):
        if texts[field].count(old) != 1:
            raise ValueError(f"“{old}” does not stand once in {field}")
        texts[field] = texts[field].replace(old, new)
    return texts


def _override(subject, who, code, reason):
    """Override what the check `code` blocks."""
    blocks = {block.digest for block in preflight.run(subject.as_item()).blocks if block.code == code}
    if not blocks:
        raise ValueError(f"the check {code} blocks nothing")
    for digest in blocks:
        subject.override(digest, who, reason)
