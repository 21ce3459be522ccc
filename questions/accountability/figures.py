"""The figures of the accountability page for a month. Settled facts come from the tallies, the rest from open cases.

A case that has no answer when its time is over counts against the authority. It counts from that moment on,
until there is an answer. An answer that is passed but not yet published is no answer. The cost grows with
what is open now, not with all that was ever received.
"""

from dataclasses import dataclass, fields
from decimal import Decimal

from django.db.models import Count, F, Q
from django.utils import timezone

from dates import months
from directory.models import Authority

from ..models import Case, Promise, Tally
from .tallying import median_days

TREND = 12  # months
SETTLED = "received in_time late no_answer median_days solved unsolved promises_kept promises_kept_late".split()


@dataclass
class Figures:
    """The figures of one month and one authority, or of several authorities added up."""

    received: int = 0
    in_time: int = 0
    late: int = 0
    no_answer: int = 0  # closed without ever being answered
    overdue: int = 0  # open, and the time is over
    pending: int = 0  # open, and there is time left
    solved: int = 0
    unsolved: int = 0
    promises_kept: int = 0
    promises_kept_late: int = 0
    promises_broken: int = 0  # the day has passed, and nothing was done
    promises_open: int = 0
    median_days: Decimal | None = None
    authority: Authority | None = None

    def __add__(self, other):
        """Return the sum. It has no median, because the median of all cannot be computed from those of the parts."""
        counts = {field.name: getattr(self, field.name) + getattr(other, field.name) for field in COUNTS}
        return Figures(**counts)

    @property
    def answered(self):
        return self.in_time + self.late

    @property
    def unanswered(self):
        """How many were not answered in time and have no answer since."""
        return self.overdue + self.no_answer

    @property
    def due(self):
        """How many are already known to have been answered in time or not."""
        return self.answered + self.unanswered

    @property
    def percent_in_time(self):
        """The share of those due that were answered in time, as a whole percentage; None where nothing was due.

        It is rounded, but 100 always means all.
        """
        if not self.due:
            return None
        rounded = (self.in_time * 200 + self.due) // (2 * self.due)
        return rounded if self.in_time == self.due else min(rounded, 99)

    @property
    def rated(self):
        """How many askers have said whether it is solved. Askers who said nothing are not counted."""
        return self.solved + self.unsolved

    @property
    def promised(self):
        return self.promises_kept + self.promises_kept_late + self.promises_broken + self.promises_open

    @property
    def rank(self):
        """The sort key of a row in the table.

        The authority with the most unanswered comes first. Among equals, the one with the lowest percentage in time
        comes first, then the one that received the most, then by name.
        """
        percent = 101 if self.percent_in_time is None else self.percent_in_time
        return -self.unanswered, percent, -self.received, self.authority.name


COUNTS = [field for field in fields(Figures) if field.type is int]


def of_months(first, last):
    """Return {month: [Figures of one authority each]} for the months from `first` to `last`, in the table's order.

    It holds each authority that was asked something or is bound by a promise.
    """
    cells = {}
    for tally in Tally.objects.filter(month__range=(first, last)).order_by():
        cells[tally.authority_id, tally.month] = Figures(**{name: getattr(tally, name) for name in SETTLED})
    to_come = list(_answers_to_come(first, last))
    changed = {(row["authority_id"], row["month"]) for row in to_come}
    for row in [*_open_cases(first, last), *to_come, *_open_promises(first, last)]:
        figures = cells.setdefault((row.pop("authority_id"), row.pop("month")), Figures())
        for name, number in row.items():
            setattr(figures, name, getattr(figures, name) + number)
    for authority_id, month in changed:
        cells[authority_id, month].median_days = _median_of_the_given(authority_id, month)
    return _by_month({key: figures for key, figures in cells.items() if figures.received or figures.promised})


def first_month():
    """The month in which the first question came that an authority had to answer, or None."""
    return Tally.objects.filter(received__gt=0).order_by("month").values_list("month", flat=True).first()


def trend(figures, first, last):
    """Return [(month, the Figures of all)] for the TREND months up to `last`, the newest first.

    Months before `first` are left out.
    """
    shown = [months.before(last, steps) for steps in range(TREND)]
    return [(month, sum(figures.get(month, []), Figures())) for month in shown if month >= first]


def _by_month(cells):
    authorities = Authority.objects.in_bulk({authority_id for authority_id, _month in cells})
    months_of = {}
    for (authority_id, month), figures in cells.items():
        figures.authority = authorities[authority_id]
        months_of.setdefault(month, []).append(figures)
    return {month: sorted(rows, key=lambda figures: figures.rank) for month, rows in months_of.items()}


def _open_cases(first, last):
    """Return how many cases are unanswered now, as [{"authority_id", "month", "overdue", "pending"}].

    No open case follows another case or was dropped. So `admitted` selects here what `counted` would. Cases
    without an authority, and those of other months, are left out in Python and not by the query: with such a
    condition SQLite would walk through all cases of all authorities.
    """
    now = timezone.now()
    cases = Case.objects.unanswered().admitted().order_by()
    counts = cases.values("authority_id", "month").annotate(
        overdue=Count("pk", filter=Q(answer_due__lt=now)), pending=Count("pk", filter=Q(answer_due__gte=now))
    )
    return [row for row in counts if row["authority_id"] and first <= row["month"] <= last]


def _answers_to_come(first, last):
    """Yield what each answer that is not yet published changes, as rows like those of `_open_cases`.

    The tallies count these cases as answered, in time or late. Until the answer is published they are overdue or
    pending. They are few, and the query finds them by the moment alone: with any other condition a database might
    walk through more rows.
    """
    now = timezone.now()
    asked = ("authority", "month", "answered_at", "answer_due", "is_held", "duplicate_of")
    for case in Case.objects.filter(answered_at__gt=now).order_by().only(*asked):
        if case.authority_id and not case.is_held and not case.duplicate_of_id and first <= case.month <= last:
            counted = "in_time" if case.answered_at <= case.answer_due else "late"
            due = "overdue" if case.answer_due < now else "pending"
            yield {"authority_id": case.authority_id, "month": case.month, counted: -1, due: 1}


def _median_of_the_given(authority_id, month):
    given = Case.objects.counted().filter(authority_id=authority_id, month=month, answered_at__lte=timezone.now())
    return median_days(given)


def _open_promises(first, last):
    today = timezone.localdate()
    promises = Promise.objects.open().filter(case__month__range=(first, last))
    return promises.values("authority_id", month=F("case__month")).annotate(
        promises_broken=Count("pk", filter=Q(due_on__lt=today)), promises_open=Count("pk", filter=Q(due_on__gte=today))
    )
