"""What the calendar page shows of a month, and of a week."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dates import days, months
from dates.days import midnight, monday_of

from ..models import Notice
from .calendar_days import days_from, fetch
from .embargo import Embargo
from .filters import Filters

READ = {"month": (_("month"), months.read), "week": (_("week"), days.read)}
A_YEAR = 12  # months after the last begin to which links lead; announced notices have ended by then
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


class CalendarPage:
    """Days with what begins and ends on them, narrowed by the filters of an address.

    Six queries, and one more while an embargo is going to change a chain. If the address asks for something that
    does not exist, its label is in `unknown`, and it does not filter.

    A subclass names the parameter in the address that says which days are shown, how their `first` is written in it,
    and says by `moved` on which day the span begins that is so many spans later.
    """

    def __init__(self, parameters, first):
        self.today = timezone.localdate()
        self.first = first
        self.filters = Filters(parameters)
        asked = [(label, read, parameters.get(name)) for name, (label, read) in READ.items()]
        self.unknown = [label for label, read, text in asked if text and not read(text)] + self.filters.unknown
        self.embargo = Embargo()
        number = (self.moved(1) - first).days
        self.days = days_from(first, number, self.filters.notices, self.embargo.known_overs, self.per_day)
        fetch(self.days, self.listed())
        for day in self.days:
            day.week_query = self.filters.query_with(week=monday_of(day.date))

    @property
    def is_empty(self):
        return not any(day.marks for day in self.days)

    @property
    def neighbours(self):
        """(relation, first day, address) of the spans before and after.

        There is a limit, so that no crawler goes on for ever.
        """
        known = [self.today, *map(timezone.localdate, self.filters.begins)]
        end = months.before(max(known).replace(day=1), -A_YEAR)
        for relation, steps in (("prev", -1), ("next", 1)):
            first = self.moved(steps)
            if min(known) < self.moved(steps + 1) and first < end:
                yield relation, first, self.filters.query_with(**{self.parameter: f"{first:{self.written}}"})

    @property
    def span(self):
        """(name, value) of the parameter in the address that says which days are shown."""
        return self.parameter, f"{self.first:{self.written}}"

    @property
    def query(self):
        return self.filters.query_with(**dict([self.span]))

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
    parameter, written = "month", "%Y-%m"

    def __init__(self, parameters):
        asked = months.read(parameters.get("month", ""))
        self.is_asked_for = asked is not None
        super().__init__(parameters, asked or months.this_month())

    def moved(self, steps):
        return months.before(self.first, -steps)

    def listed(self):
        return Notice.objects.select_related("kind").defer("body", "body_html")

    @property
    def weeks(self):
        """Rows of a table, Monday first; None where a cell belongs to another month."""
        shown = {day.date: day for day in self.days}
        return [[shown.get(date) for date in week] for week in months.weeks(self.first)]

    @property
    def shows_today(self):
        return any(day.date == self.today for day in self.days)

    @property
    def query(self):
        return super().query if self.is_asked_for else self.filters.query


class WeekPage(CalendarPage):
    template = "notices/calendar_week.html"
    per_day = 40  # the rest is found on the board
    parameter, written = "week", "%Y-%m-%d"

    def __init__(self, parameters):
        super().__init__(parameters, monday_of(days.read(parameters["week"])))

    def moved(self, steps):
        return self.first + steps * A_WEEK

    def listed(self):
        return Notice.objects.listed()

    @property
    def sunday(self):
        return self.days[-1].date

    @property
    def month_query(self):
        return self.filters.query_with(month=f"{self.first:%Y-%m}")
