"""What the calendar page shows of a month, and of a week."""

import re
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dates import months
from dates.days import midnight

from ..models import Notice
from .calendar_days import days_from, fetch, monday_of, weeks_of
from .embargo import Embargo
from .filters import Filters

WRITTEN_DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
LABELS = {"month": _("month"), "week": _("week")}
A_YEAR = 12  # months after the last begin to which links lead; announced notices have ended by then
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


def read_day(text):
    """The day that `text` names as 2026-11-16, or None."""
    try:
        return date.fromisoformat(text) if WRITTEN_DAY.fullmatch(text) else None
    except ValueError:
        return None


class CalendarPage:
    """Days with what begins and ends on them, narrowed by the filters of an address.

    Six queries, and one more while an embargo is going to change a chain. If the address asks for something that
    does not exist, its label is in `unknown`, and it does not filter.
    """

    def __init__(self, parameters, first, number):
        read = {"month": months.read, "week": read_day}
        wrong = [name for name, reader in read.items() if parameters.get(name) and not reader(parameters[name])]
        self.today = timezone.localdate()
        self.filters = Filters(parameters)
        self.unknown = [LABELS[name] for name in wrong] + self.filters.unknown
        self.embargo = Embargo()
        self.days = days_from(first, number, self.filters.notices, self.embargo.known_overs, self.per_day)
        fetch(self.days, self.listed())

        for day in self.days:
            day.week_query = self.filters.query_with(week=monday_of(day.date))

    @property
    def is_empty(self):
        return not any(day.marks for day in self.days)

    def reaches(self, first, after):
        """Whether links lead to the days from `first` until before `after`.

        There is a limit, so that no crawler goes on for ever.
        """
        days = [self.today, *map(timezone.localdate, self.filters.begins)]
        return min(days) < after and first < months.before(max(days).replace(day=1), -A_YEAR)

    @property
    def unfiltered_query(self):
        return f"?{'='.join(self.span)}"

    def changes(self):
        """The moments at which the page changes by the clock alone."""
        now = timezone.now()
        shown = [mark.notice.next_change(now) for day in self.days for mark in day.marks]
        return [self.embargo.next_publication, midnight(self.today + A_DAY), *shown]


class MonthPage(CalendarPage):
    template = "notices/calendar_month.html"
    per_day = 3  # the page of the week shows the rest of a day

    def __init__(self, parameters):
        self.month = months.read(parameters.get("month", "")) or months.this_month()
        self.is_asked_for = bool(months.read(parameters.get("month", "")))
        after = months.after(self.month)
        super().__init__(parameters, self.month, (after - self.month).days)

    def listed(self):
        return Notice.objects.select_related("kind").defer("body", "body_html")

    @property
    def weeks(self):
        """Rows of a table, Monday first; None where a cell belongs to another month."""
        days = {day.date: day for day in self.days}
        return [[days.get(date) for date in week] for week in weeks_of(self.month)]

    @property
    def shows_today(self):
        return any(day.date == self.today for day in self.days)

    @property
    def span(self):
        """(name, value) of the parameter in the address that says which days are shown."""
        return "month", f"{self.month:%Y-%m}"

    @property
    def query(self):
        return self.filters.query_with(**dict([self.span] if self.is_asked_for else []))

    @property
    def neighbours(self):
        """(relation, month, address) of the months before and after."""
        for relation, month in (("prev", months.before(self.month)), ("next", months.after(self.month))):
            if self.reaches(month, months.after(month)):
                yield relation, month, self.filters.query_with(month=f"{month:%Y-%m}")


class WeekPage(CalendarPage):
    template = "notices/calendar_week.html"
    per_day = 40  # the rest is found on the board

    def __init__(self, parameters):
        self.monday = monday_of(read_day(parameters["week"]))
        super().__init__(parameters, self.monday, 7)

    def listed(self):
        return Notice.objects.listed()

    @property
    def sunday(self):
        return self.days[-1].date

    @property
    def span(self):
        return "week", f"{self.monday:%Y-%m-%d}"

    @property
    def query(self):
        return self.filters.query_with(week=self.monday)

    @property
    def month_query(self):
        return self.filters.query_with(month=f"{self.monday:%Y-%m}")

    @property
    def neighbours(self):
        """(relation, Monday, address) of the weeks before and after."""
        for relation, monday in (("prev", self.monday - A_WEEK), ("next", self.monday + A_WEEK)):
            if self.reaches(monday, monday + A_WEEK):
                yield relation, monday, self.filters.query_with(week=monday)
