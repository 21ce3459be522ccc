"""Plays the sample newsroom: what people did, in the order of time, by the calls that the site itself makes."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from operator import itemgetter

from django.conf import settings
from django.utils import timezone

from . import preflight, rules
from .models import Proposal
from .rules import Action

# What a step about an item may do: a decision, or one of these. `correct` changes live text and tells readers.
ACTIONS = {"save", "correct", "propose", "override", *Action.values}
WHEN_AND_WHO = {"days_ago", "time", "minutes_ago", "who"}


class SampleError(Exception):
    """Raised where the sample cannot be read or loaded. It says in which file, and why."""


@dataclass
class Act:
    """Stories of one kind, and how they are played."""

    stories: dict  # {name: what the sample tells of it, with its steps as `way`}
    take: Callable  # takes a step, as take(name, who, does=…) with whatever else the step says
    place: str  # where a story is in the sample, with {} for its name


@contextmanager
def naming(place):
    """Name `place`, a file of the sample or a part of one, in the SampleError for anything that goes wrong within."""
    try:
        yield
    except Exception as error:
        raise SampleError(f"{place}: {error!r}") from error


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


def moment_of(said, now):
    """The moment that a table says: minutes before `now`, or a time of a day before it."""
    if "minutes_ago" in said:
        return now - timedelta(minutes=said["minutes_ago"])
    day = timezone.localdate(now) - timedelta(days=said["days_ago"])
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(said["time"])))


def play(people, *acts):
    """Take every step of the `acts`, all of them in the order of time. `people` are {username: user}."""
    now = timezone.now()
    steps = [found for act in acts for name in act.stories for found in _steps_of(act, name, now)]
    for moment, place, act, name, step in sorted(steps, key=itemgetter(0)):
        with naming(place), clock_at(moment):
            who = people[step["who"]] if "who" in step else None
            act.take(name, who, **{key: said for key, said in step.items() if key not in WHEN_AND_WHO})


def _steps_of(act, name, now):
    """Yield (moment, place, act, name, step) for each step of a story. None is earlier than the one that it follows."""
    with naming(act.place.format(name)):
        way, last = act.stories[name]["way"], None
        if not way:
            raise ValueError("nobody does anything in it")
    for number, step in enumerate(way, start=1):
        place = f"{act.place.format(name)}, step {number}"
        with naming(place):
            moment = moment_of(step, now)
            if moment > now:
                raise ValueError("it has not happened yet")
        last = max(last, moment) if last else moment
        yield last, place, act, name, step


def take_step(item, who, chief, *, does, **said):
    """Take one step of `item` as `who`.

    Where the newsroom has fewer than three reviews, the passes of those that it does not have are left out. What else
    their reviewers did is done by `chief`, a final reviewer.
    """
    if not _has_no_level(who):
        _take(_again(item), who, does, **said)
    elif does != Action.PASS:
        _take(_again(item), chief, does, **said)


def _again(item):
    """Return the item as it is stored now, as whoever opens it would find it."""
    return type(item).objects.get(pk=item.pk)


def _take(item, who, does, comment="", code="", changes=(), readers=""):
    """Take one step: on the proposed version of `item` while one is on its way, else on `item` itself."""
    subject = item.open_proposal() or item
    match does:
        case "save":
            _save(subject, who, changes, comment, readers)
        case "correct":
            _save(item, who, changes)
            item.correct(who, comment)
        case "propose":
            _begin_proposal(item, who)
        case "override":
            _override(subject, who, code, comment)
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


def _save(subject, who, changes, remark="", readers=""):
    """Keep the next version, with every [field, old words, new words] of `changes` made."""
    if not rules.may_edit(who, subject):
        raise ValueError(f"{who} may not edit it there")
    if isinstance(subject, Proposal):
        subject.correction = readers
        subject.save(update_fields=["correction"])
        data = {**subject.data, "fields": _changed(dict(subject.data["fields"]), changes)}
        version = subject.keep_version(who, data, remark)
    else:
        texts = {field: getattr(subject, field) for field, _old, _new in changes}
        for field, text in _changed(texts, changes).items():
            setattr(subject, field, text)
        subject.save()
        version = subject.keep_version(who, remark)
    if version is None:
        raise ValueError("it changes nothing")


def _changed(texts, changes):
    for field, old, new in changes:
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
