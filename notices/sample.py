"""Loads the kinds of notices and the notices of the sample, each at its own time, the notices of a chain in order."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from directory.models import Authority, Hotline, Place
from documents.models import Document
from documents.screening.door import screen
from editorial.bringing_in import bring_in
from editorial.rules import Action
from editorial.sample import clock_at, take_step

from . import chains, comment_desks
from .models import Attachment, Fact, Kind, Notice

KEYS = {
    "authority", "body", "chain_note", "comments", "document_number", "documents", "facts", "follows", "from",
    "hotline", "hotline_note", "issued", "level", "minutes_ago", "name", "places", "published", "relation",
    "state", "title", "until", "what_to_do", "who", "withdrawn",
}  # fmt: skip
PLAIN_FIELDS = ("title", "document_number", "level", "who", "what_to_do", "hotline_note", "body", "chain_note")
AUTHOR = "reporter2"
STATES = {None, "draft", "in_review", "scheduled", "withdrawn"}


def fault_of(rows):
    """Return what is wrong with the rows of the notices, as a sentence, or None."""
    names = [row.get("name") for row in rows]
    for row in rows:
        if unknown := row.keys() - KEYS:
            return f"{row.get('name')}: nothing is known of {', '.join(sorted(unknown))}"
        if names.count(row.get("name")) > 1:
            return f"{row.get('name')} is there twice"
        if row.get("state") not in STATES:
            return f"{row['name']}: there is no state {row['state']}"
        if row.get("follows", row["name"]) not in names or ("follows" in row) != ("relation" in row):
            return f"{row['name']}: what it follows, or how, is missing"
    return None


def load_kinds(rows):
    for order, row in enumerate(rows):
        Kind.objects.create(order=order, **row)


@transaction.atomic
def load(rows, author, documents, today):
    """Make the notices of `rows` in the order of their publication; return {name: Notice}.

    Each row names the slug of its `kind`. `documents` are the screened Documents by file name. The record says
    that published notices were brought in. What people decide afterwards is played: see `ways`.
    """
    made = {}
    for row in sorted(rows, key=lambda row: _entered(row, today)):
        with clock_at(_entered(row, today)):
            notice = _make(row, author, documents, today)
            if "follows" in row:
                chains.join(notice, made[row["follows"]], row["relation"])
            _publish(notice, row, today)
        made[row["name"]] = notice
    return made


def ways(rows):
    """Return {name: steps} of what people decide about the notices. They are played in order with everything else."""
    found = {}
    for row in rows:
        if row.get("state") == "in_review":
            found[row["name"]] = [{"minutes_ago": 15, "who": AUTHOR, "does": Action.SUBMIT}]
        elif row.get("state") == "withdrawn":
            found[row["name"]] = [{**row["withdrawn"], "who": "chief", "does": Action.WITHDRAW}]
    return found


def taking(made, person, chief):
    """Return the function that takes a step of `ways` about the notices `made`.

    `person(username)` returns the user who acts. For `chief` see `editorial.sample.take_step`.
    """

    def take(name, step):
        take_step(step, made[name], person(step["who"]), chief)

    return take


def _make(row, author, documents, today):
    notice = Notice(
        kind=Kind.objects.get(slug=row["kind"]),
        authority=Authority.objects.get(slug=row["authority"]),
        author=author,
        issued_on=_day(row["issued"], today),
        state_since=timezone.now(),
        **{name: row[name] for name in PLAIN_FIELDS if name in row},
    )
    notice.effective_from, notice.effective_from_time = _day_and_time(row["from"], today)
    notice.effective_until, notice.effective_until_time = _day_and_time(row.get("until"), today)
    if "hotline" in row:
        notice.hotline = Hotline.objects.filter(number=row["hotline"]).earliest("pk")
    if period := row.get("comments"):
        notice.comments_from, notice.comments_until = _day(period["from"], today), _day(period["until"], today)
        notice.comments_how = period["how"]
    notice.save()
    notice.places.set(Place.objects.filter(slug__in=row.get("places", [])))
    for order, (label, value) in enumerate(row.get("facts", [])):
        Fact.objects.create(notice=notice, label=label, value=value, order=order)
    for order, (name, title) in enumerate(row.get("documents", [])):
        Attachment.objects.create(notice=notice, document=documents[name], title=title, order=order)
    if row.get("comments", {}).get("desk"):
        comment_desks.open_desk(notice, author)
    return notice


def load_documents(folder, person):
    """Screen every file of `folder` as any document is screened; return {file name: Document}."""
    documents = {}
    for path in sorted(folder.iterdir()):
        document = Document(name=path.stem)
        with path.open("rb") as file:
            document.take_in(screen(file), person)
        document.save()
        documents[path.name] = document
    return documents


def _publish(notice, row, today):
    match row.get("state"):
        case "draft" | "in_review":
            pass
        case state:
            notice.state = notice.State.APPROVED
            notice.publish_at = _moment(row["published"], today) if state == "scheduled" else timezone.now()
            bring_in(notice, notice.author)
            chains.settle(notice)
            comment_desks.follow(notice)


def _entered(row, today):
    """Return when the notice is made: at its publication, or a few minutes ago if it is not public yet."""
    now = timezone.now()
    if row.get("state") in {"draft", "in_review", "scheduled"}:
        return now - timedelta(minutes=20)
    if "minutes_ago" in row:
        return now - timedelta(minutes=row["minutes_ago"])
    return _moment(row["published"], today)


def _day(offset, today):
    return today + timedelta(days=offset)


def _day_and_time(typed, today):
    """Return the day and the time (or None) of [days from today, "22:00"] or [days from today]."""
    if typed is None:
        return None, None
    return _day(typed[0], today), time.fromisoformat(typed[1]) if len(typed) > 1 else None


def _moment(typed, today):
    day, minute = _day_and_time(typed, today)
    return timezone.make_aware(datetime.combine(day, minute))
