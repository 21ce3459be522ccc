"""What every page shows: the columns of the paper, urgent notices while they are in force, and whether it is grey."""

from dataclasses import dataclass

from django.db.models import CharField, DateTimeField, F, IntegerField, Value
from django.db.models.functions import Cast, Greatest
from django.urls import reverse
from django.utils import timezone

from articles.models import Column
from mourning.models import Mourning
from notices.models import Notice
from web.freshness import changes_at

MOST_URGENT = 3
COLUMN, NOTICE, MOURNING = "column", "notice", "mourning"


@dataclass(frozen=True)
class ColumnLink:
    pk: int
    title: str
    url: str


@dataclass(frozen=True)
class Frame:
    """What every page shows.

    `urgent` are at most MOST_URGENT notices, the newest first. `more_urgent` is how many more there are.
    `is_grey` says whether it is a day of mourning for this page.
    """

    columns: list
    urgent: list
    more_urgent: int
    is_grey: bool = False


def frame_of(request):
    """Return the Frame of a page, in one query. The page is cached no longer than its frame stays the same."""
    now = timezone.now()
    rows = sorted(_columns().union(_urgent(now), _mourning(now), all=True), key=lambda row: (row[1], row[2]))
    columns = [ColumnLink(pk, title, reverse("articles:column", args=[slug])) for what, _o, pk, title, slug, *_m in rows
               if what == COLUMN]  # fmt: skip
    urgent = [row for row in reversed(rows) if row[0] == NOTICE]
    scopes = {Mourning.Scope.WHOLE_SITE, Mourning.Scope.FRONT_PAGE if request.path_info == "/" else None}
    mourning = [row for row in rows if row[0] == MOURNING and row[4] in scopes]
    for *_row, starts, ends in urgent + mourning:
        changes_at(request, starts if starts > now else ends)
    links = [
        ColumnLink(pk, title, reverse("notices:detail", args=[pk]))
        for _what, _order, pk, title, _slug, starts, _ends in urgent
        if starts <= now
    ]
    is_grey = any(starts <= now for *_row, starts, _ends in mourning)
    return Frame(columns, links[:MOST_URGENT], len(links[MOST_URGENT:]), is_grey)


def _columns():
    never = Value(None, output_field=DateTimeField())
    return _as_rows(
        Column.objects.all(), COLUMN, order=F("order"), title=F("name"), slug=F("slug"), starts=never, ends=never
    )


def _urgent(now):
    """Return rows of the urgent notices that are in force or will be."""
    return _as_rows(
        Notice.objects.approved().urgent().filter(over_at__gt=now),
        NOTICE,
        order=Value(0),
        title=F("title"),
        slug=Value(""),
        starts=Greatest("publish_at", "begins_at", output_field=DateTimeField()),
        ends=F("over_at"),
    )


def _mourning(now):
    """Return rows of the days of mourning that are in force or to come; the `slug` is what becomes grey."""
    return _as_rows(
        Mourning.objects.filter(ends_at__gt=now),
        MOURNING,
        order=Value(0),
        title=F("occasion"),
        slug=F("scope"),
        starts=F("begins_at"),
        ends=F("ends_at"),
    )


def _as_rows(rows, what, *, order, title, slug, starts, ends):
    return rows.order_by().values_list(
        Value(what, output_field=CharField()),
        Cast(order, IntegerField()),
        "pk",
        Cast(title, CharField()),
        Cast(slug, CharField()),
        starts,
        ends,
    )
