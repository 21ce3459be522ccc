"""Items at their times, day by day; at most so many of a kind and day, in one query per kind."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from urllib.parse import urlencode

from django.db.models import BooleanField, Case, Count, ExpressionWrapper, F, Q, TextField, When, Window
from django.db.models.functions import RowNumber, TruncDate
from django.utils import timezone

from ..days import midnight


@dataclass(frozen=True)
class Slot:
    """One item at its time. `place` is where in the paper it stands, such as an article's column."""

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
    """What a day holds of one kind that has passed, or that is to come; `beyond` is what is not shown of it."""

    kind: str
    has_passed: bool
    count: int
    beyond: int
    url: str


@dataclass
class Day:
    date: date
    slots: list[Slot] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)

    @property
    def is_today(self):
        return self.date == timezone.localdate()

    @property
    def earlier(self):
        """What stands before the first slot and is not shown."""
        return [part for part in self.parts if part.beyond and part.has_passed]

    @property
    def later(self):
        """What comes after the last slot and is not shown."""
        return [part for part in self.parts if part.beyond and not part.has_passed]

    @property
    def to_come(self):
        return [part for part in self.parts if not part.has_passed]


def days_from(first, number, kinds, request, *, states, most, url_of):
    """Return `number` Days with what the `kinds` hold in one of `states`, so far as the person may see it.

    Of each kind a day shows the `most` that have passed last and the `most` that come next;
    `url_of(kind, date, has_passed)` is the list with all of them.
    """
    days = [Day(first + timedelta(days=offset)) for offset in range(number)]
    for kind in kinds:
        for item in _rows(kind, request, states, first, number, most):
            day = days[(item.day - first).days]
            day.slots.append(_slot(kind, item))
            if item.place == 1:
                url, beyond = url_of(kind, item.day, item.has_passed), max(item.in_part - most, 0)
                day.parts.append(Part(kind.opts.verbose_name, item.has_passed, item.in_part, beyond, url))
    for day in days:
        day.slots.sort(key=lambda slot: slot.at)
    return days


def url_of_day(kind, day, **narrowed):
    """The list of `kind`, narrowed to what has its time on `day`."""
    query = {**narrowed, "publish_at__gte": midnight(day), "publish_at__lt": midnight(day + timedelta(days=1))}
    return f"{kind.url_of('changelist')}?{urlencode(query)}"


def _rows(kind, request, states, first, number, most):
    model = kind.model
    long_texts = [text.name for text in model._meta.concrete_fields if isinstance(text, TextField)]
    part = [F("day"), F("has_passed")]
    nearest = [Case(When(has_passed=True, then=F("publish_at"))).desc(), F("publish_at").asc(), F("pk").asc()]
    return (
        # The states are named so that the index by state and time answers, whichever they are.
        kind.get_queryset(request)
        .filter(state__in=states)
        .filter(publish_at__gte=midnight(first), publish_at__lt=midnight(first + timedelta(days=number)))
        .select_related(*place_of(kind))
        .defer(*long_texts)
        .annotate(
            day=TruncDate("publish_at"),
            has_passed=ExpressionWrapper(Q(publish_at__lte=timezone.now()), BooleanField()),
        )
        .annotate(
            place=Window(RowNumber(), partition_by=part, order_by=nearest),
            in_part=Window(Count("pk"), partition_by=part),
        )
        .filter(place__lte=most)
        .order_by()
    )


def place_of(kind):
    """The relation that says where an item stands, if there is one: the first that its list fetches along."""
    fetched = kind.list_select_related
    return [] if isinstance(fetched, bool) else [name for name in fetched if "__" not in name][:1]


def _slot(kind, item):
    State = kind.model.State
    return Slot(
        at=timezone.localtime(item.publish_at),
        title=str(item),
        url=kind.url_of("change", item.pk),
        status=kind.status_word(item),
        place="".join(str(getattr(item, name)) for name in place_of(kind)),
        kind=kind.opts.verbose_name,
        has_passed=item.has_passed,
        is_wished=item.state in {State.DRAFT, State.IN_REVIEW},
    )
