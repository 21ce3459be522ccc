"""The figures of the accountability page for a month. Settled facts come from the tallies, the rest from open cases.

A case that has no answer when its time is over counts against the authority. It counts from that moment on,
until there is an answer. An answer that is passed but not yet published is no answer. The cost grows with
what is open now, not with all that was ever received.
"""

from dataclasses import dataclass, fields
from decimal import Decimal

from django.db.models import Count, Q
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

    def cell(authority_id, month):
        return cells.setdefault((month, authority_id), Figures())

    for tally in Tally.objects.filter(month__range=(first, last)).order_by():
        figures = cell(tally.authority_id, tally.month)
        for name in SETTLED:
            setattr(figures, name, getattr(tally, name))
    for authority_id, month, overdue, pending in _open_cases(first, last):
        figures = cell(authority_id, month)
        figures.overdue, figures.pending = overdue, pending
    for authority_id, month, in_time, late, overdue, pending in _answers_to_come(first, last):
        figures = cell(authority_id, month)
        figures.in_time, figures.late = figures.in_time - in_time, figures.late - late
        figures.overdue, figures.pending = figures.overdue + overdue, figures.pending + pending
        figures.median_days = _median_of_the_given(authority_id, month)
    for authority_id, month, broken, still_open in _open_promises(first, last):
        figures = cell(authority_id, month)
        figures.promises_broken, figures.promises_open = broken, still_open
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
    authorities = Authority.objects.in_bulk({authority_id for _month, authority_id in cells})
    months_of = {}
    for (month, authority_id), figures in cells.items():
        figures.authority = authorities[authority_id]
        months_of.setdefault(month, []).append(figures)
    return {month: sorted(rows, key=lambda figures: figures.rank) for month, rows in months_of.items()}


def _open_cases(first, last):
    """Return [(authority's key, month, number overdue, number pending)] of the cases that are unanswered now.

    No open case follows another case or was dropped. So `admitted` selects here what `counted` would. Cases
    without an authority, and those of other months, are left out in Python and not by the query: with such a
    condition SQLite would walk through all cases of all authorities.
    """
    now = timezone.now()
    cases = Case.objects.unanswered().admitted().order_by()
    counts = cases.values_list("authority_id", "month").annotate(
        overdue=Count("pk", filter=Q(answer_due__lt=now)), pending=Count("pk", filter=Q(answer_due__gte=now))
    )
    return [row for row in counts if row[0] and first <= row[1] <= last]


def _answers_to_come(first, last):
    """Return [(authority's key, month, in time, late, overdue, pending)] of answers that are not yet published.

    The tallies count these cases as answered, in time or late. Until the answer is published they are overdue or
    pending. They are few, and the query finds them by the moment alone: with any other condition a database might
    walk through more rows.
    """
    now, counts = timezone.now(), {}
    to_come = Case.objects.filter(answered_at__gt=now).order_by()
    asked = ("authority_id", "month", "answered_at", "answer_due", "is_held", "duplicate_of_id")
    for authority, month, answered_at, due, is_held, followed in to_come.values_list(*asked):
        if authority and not is_held and not followed and first <= month <= last:
            cell = counts.setdefault((authority, month), [0, 0, 0, 0])
            cell[0 if answered_at <= due else 1] += 1
            cell[2 if due < now else 3] += 1
    return [(*key, *cell) for key, cell in counts.items()]


def _median_of_the_given(authority_id, month):
    given = Case.objects.counted().filter(authority_id=authority_id, month=month, answered_at__lte=timezone.now())
    return median_days(given)


def _open_promises(first, last):
    today = timezone.localdate()
    promises = Promise.objects.open().filter(case__month__range=(first, last))
    return promises.values_list("authority_id", "case__month").annotate(
        broken=Count("pk", filter=Q(due_on__lt=today)), still_open=Count("pk", filter=Q(due_on__gte=today))
    )
