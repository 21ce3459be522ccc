"""Items at their times, day by day. Of each kind and day only so many are read, and all in one query."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db import models
from django.db.models import Case, F, Value, Window
from django.db.models.functions import Cast, RowNumber, TruncDate
from django.utils import timezone

from dates.days import midnight

from ..status_words import status_word

SHOWN = ["pk", "title", "state", "is_returned", "publish_at"]  # everything of an item that a slot tells


@dataclass(frozen=True)
class Slot:
    """One item at its publication time. `place` is where in the paper it is, such as an article's column."""

    at: datetime
    title: str
    url: str
    status: str
    place: str
    kind: str
    has_passed: bool
    is_wished: bool


@dataclass(frozen=True)
class Part:
    """The items of one kind that a day holds and that have gone out, or that are to come.

    `count` is their number, `beyond` the number of those that are not shown, and `url` the list of all.
    """

    kind: str
    has_passed: bool
    count: int
    beyond: int
    url: str


@dataclass
class PlannedDay:
    date: date
    slots: list[Slot] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    @property
    def is_today(self):
        return self.date == timezone.localdate()

    @property
    def earlier(self):
        """The parts of which some items come before the first slot, and are not shown."""
        return [part for part in self.parts if part.beyond and part.has_passed]

    @property
    def later(self):
        """The parts of which some items come after the last slot, and are not shown."""
        return [part for part in self.parts if part.beyond and not part.has_passed]

    @property
    def to_come(self):
        return [part for part in self.parts if not part.has_passed]


def days_from(first, number, kinds, request, *, states, most, url_of):
    """Return `number` PlannedDays with what the `kinds` hold in one of `states`, so far as the person may see it.

    The first of them is the date `first`. Of each kind a day shows the `most` that have gone out last, and the `most`
    that come next. `url_of(kind, date, has_passed)` returns the address of the list with all of them.
    """
    days = [PlannedDay(first + timedelta(days=offset)) for offset in range(number)]
    rows = [_rows(number, kind, request, states, days, most) for number, kind in enumerate(kinds)]
    for row in rows[0].union(*rows[1:], all=True) if rows else []:
        kind, day = kinds[row["about"]], days[(row["day"] - first).days]
        day.slots.append(_slot(kind, row))
        if row["rank"] == 1:
            url, beyond = url_of(kind, row["day"], row["has_passed"]), max(row["in_part"] - most, 0)
            day.parts.append(Part(kind.opts.verbose_name, row["has_passed"], row["in_part"], beyond, url))
    for day in days:
        day.slots.sort(key=lambda slot: slot.at)
    return days


def url_of_day(kind, day, **narrowed):
    """Return the address of the list of `kind`, narrowed to what has its time on `day`."""
    query = {**narrowed, "publish_at__gte": midnight(day), "publish_at__lt": midnight(day + timedelta(days=1))}
    return f"{kind.url_of('changelist')}?{urlencode(query)}"


def _rows(about, kind, request, states, days, most):
    """Return what `kind` holds on the `days` as {column: value}, with the same columns for every kind.

    `about` is the number of the kind.
    """
    part = [F("day"), F("has_passed")]
    nearest = [Case(models.When(has_passed=True, then=F("publish_at"))).desc(), F("publish_at").asc(), F("pk").asc()]
    return (
        # The states are named, whichever they are, so that the index by state and time answers.
        kind.get_queryset(request)
        .filter(state__in=states)
        .filter(publish_at__gte=midnight(days[0].date), publish_at__lt=midnight(days[-1].date + timedelta(days=1)))
        .order_by()
        .annotate(
            about=Value(about, output_field=models.IntegerField()),
            place=_name_of_place(kind),
            day=TruncDate("publish_at"),
            has_passed=models.ExpressionWrapper(models.Q(publish_at__lte=timezone.now()), models.BooleanField()),
        )
        .annotate(
            rank=Window(RowNumber(), partition_by=part, order_by=nearest),
            in_part=Window(models.Count("pk"), partition_by=part),
        )
        .filter(rank__lte=most)
        .values("about", *SHOWN, "place", "day", "has_passed", "rank", "in_part")
    )


def _name_of_place(kind):
    """Return an expression for the name of what an item is in, or for "" where there is nothing.

    It is the first relation that the list of `kind` fetches along.
    """
    fetched = kind.list_select_related
    named = [] if isinstance(fetched, bool) else [name for name in fetched if "__" not in name]
    return Cast(F(f"{named[0]}__name") if named else Value(""), models.CharField())


def _slot(kind, row):
    item = kind.model(**{name: row[name] for name in SHOWN})
    return Slot(
        at=timezone.localtime(item.publish_at),
        title=str(item),
        url=kind.url_of("change", item.pk),
        status=status_word(item),
        place=row["place"],
        kind=kind.opts.verbose_name,
        has_passed=row["has_passed"],
        is_wished=item.state in item.AT_WORK,
    )
