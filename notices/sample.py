"""Loads the notices of the sample, each at its own time, the notices of a chain in order, and what is attached."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from documents.models import Document
from documents.screening.door import screen
from editorial.bringing_in import bring_in
from editorial.sample import clock_at, moment_of

from . import chains, comment_desks
from .models import Kind, Notice

# What a table holds besides the fields of the notice.
ABOUT = {"name", "kind", "days_ago", "time", "minutes_ago", "way", "follows", "relation", "opens_desk"}


def load_documents(rows, folder, person):
    """Screen every file of `folder` as any document is screened; the file's name is the document's."""
    for path in sorted(folder.iterdir()):
        document = Document(name=path.stem)
        with path.open("rb") as file:
            document.take_in(screen(file), person)
        document.save()
        rows.named[Document][path.name] = document


@transaction.atomic
def load(rows, tables, author):
    """Make the notices of `tables` in the order of their publication.

    Each table names the slug of its `kind`. A notice without a time is a draft. The record says that the others were
    brought in. What people decide afterwards is played.
    """
    for moment, table in sorted(((_entered(table, rows.now), table) for table in tables), key=lambda found: found[0]):
        with clock_at(moment):
            notice = _make(rows, table, author)
            if "follows" in table:
                chains.join(notice, rows.called(Notice, table["follows"]), table["relation"])
            if published := _published(table, rows.now):
                notice.state, notice.publish_at = notice.State.APPROVED, published
                bring_in(notice, author)
                chains.settle(notice)
                comment_desks.follow(notice)


def _make(rows, table, author):
    said = {key: table[key] for key in table if key not in ABOUT}
    kind = rows.called(Kind, table["kind"])
    notice = rows.make(Notice, said, table["name"], kind=kind, author=author, state_since=timezone.now())
    if table.get("opens_desk"):
        comment_desks.open_desk(notice, author)
    return notice


def _published(table, now):
    return moment_of(table, now) if {"time", "minutes_ago"} & table.keys() else None


def _entered(table, now):
    """Return when the notice is made: at its publication, or a few minutes ago if it is not public yet."""
    published = _published(table, now)
    return published if published and published <= now else now - timedelta(minutes=20)
