"""What every page shows: the columns of the paper, and urgent notices while they are in force."""

from dataclasses import dataclass

from django.db.models import CharField, DateTimeField, F, IntegerField, Value
from django.db.models.functions import Cast, Greatest
from django.urls import reverse
from django.utils import timezone

from articles.models import Column
from notices.models import Notice
from web.freshness import changes_at

MOST_URGENT = 3
COLUMN, NOTICE = "column", "notice"


@dataclass(frozen=True)
class ColumnLink:
    pk: int
    title: str
    url: str


@dataclass(frozen=True)
class Frame:
    """What every page shows.

    `urgent` are at most MOST_URGENT notices, the newest first. `more_urgent` is how many more there are.
    """

    columns: list
    urgent: list
    more_urgent: int


def frame_of(request):
    """Return the Frame of a page, in one query. The page is cached no longer than its frame stays the same."""
    now = timezone.now()
    rows = sorted(_columns().union(_urgent(now), all=True), key=lambda row: (row[1], row[2]))
    columns = [ColumnLink(pk, title, reverse("articles:column", args=[slug])) for what, _o, pk, title, slug, *_m in rows
               if what == COLUMN]  # fmt: skip
    urgent = [row for row in reversed(rows) if row[0] == NOTICE]
    for *_row, starts, ends in urgent:
        changes_at(request, starts if starts > now else ends)
    links = [
        ColumnLink(pk, title, reverse("notices:detail", args=[pk]))
        for _what, _order, pk, title, _slug, starts, _ends in urgent
        if starts <= now
    ]
    return Frame(columns, links[:MOST_URGENT], len(links[MOST_URGENT:]))


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
