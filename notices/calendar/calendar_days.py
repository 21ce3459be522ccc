"""Days of the city, and which notices begin and end on each."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from dates.days import midnight

from ..chains import AT_ONCE
from ..models import Notice

MOMENT = timedelta(microseconds=1)


@dataclass
class DayMark:
    """Says that a notice begins on a day, ends on it, or both."""

    key: int
    level: int
    begins: bool = False
    ends: bool = False
    notice: Notice | None = None


@dataclass
class CalendarDay:
    """A day of the calendar. `marks` are what it shows, the most pressing first.

    `beyond` is how many more there are. `week_query` is the end of the address of its week.
    """

    date: date
    marks: list[DayMark] = field(default_factory=list)
    beyond: int = 0
    week_query: str = ""


def days_from(first, number, notices, known_overs, most):
    """Return `number` CalendarDays from the day `first` on, with at most `most` marks each; one query.

    `notices` are the notices to look among. The marks do not have their notices yet (see `fetch`). A notice that
    was corrected or extended is shown only in its new words. One that was taken over before it began is not shown
    at all. `known_overs` (see Embargo) overrides the stored ends.
    """
    days = {first + timedelta(days=offset): {} for offset in range(number)}
    for key, level, begins, over in _rows(
        notices, midnight(first), midnight(first + timedelta(days=number)), known_overs
    ):
        over = known_overs.get(key, over)
        if over <= begins:
            continue
        for name, moment in (("begins", begins), ("ends", over - MOMENT)):
            if (marks := days.get(timezone.localdate(moment))) is not None:
                setattr(marks.setdefault(key, DayMark(key, level)), name, True)
    return [_day(day, list(marks.values()), most) for day, marks in days.items()]


def _day(day, marks, most):
    marks.sort(key=lambda mark: (-mark.level, not mark.begins, -mark.key))
    return CalendarDay(day, marks[:most], max(len(marks) - most, 0))


def told_anew():
    """Return a condition: the next in the chain is public and corrects or extends the notice.

    Such a next one says all that the notice said.
    """
    public = {"next__state": Notice.State.APPROVED, "next__publish_at__lte": timezone.now()}
    return Q(next_relation__in=AT_ONCE, **public)


def _rows(notices, first, after, known_overs):
    current = notices.published().exclude(told_anew()).order_by().values_list("pk", "level", "begins_at", "over_at")
    begin = current.filter(begins_at__gte=first, begins_at__lt=after)
    end = current.filter(Q(over_at__gt=first, over_at__lte=after) | Q(pk__in=known_overs))
    return begin.union(end)


def fetch(days, notices):
    """Give every mark of `days` its notice, in one query. The queryset `notices` says which fields are fetched."""
    marks = [mark for day in days for mark in day.marks]
    found = notices.in_bulk({mark.key for mark in marks})
    for mark in marks:
        mark.notice = found[mark.key]
