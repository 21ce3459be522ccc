"""Dates and weekdays (日期与星期): a day that is not in the calendar, or that is called by another day's name."""

import datetime
import re
from bisect import bisect
from typing import NamedTuple

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from .base import WARNS, Check
from .numbers import plain

WEEKDAYS = {name: number for number, names in enumerate("一 二 三 四 五 六 日天".split()) for name in names}
NAME = rf"[{''.join(WEEKDAYS)}]"
WEEK = "(?:星期|周|礼拜)"
YEAR = re.compile(r"(?<![0-9])([0-9]{4}) ?年")
# 1号楼 and 2号线 are no days; 农历 dates are of another calendar.
DAY = re.compile(
    r"(?:(?<![0-9])(?P<year>[0-9]{4}) ?年 ?)?"
    r"(?<![0-9.])(?P<month>[0-9]{1,2}) ?月 ?(?P<day>[0-9]{1,2}) ?(?:日|号(?![楼线院馆店门厅台车机井文令]))"
)
# 周日（周日） and 周一至周五 tell of several days. 周一 outside of brackets may begin somebody's name.
NOT_SEVERAL = rf"(?! ?[至到~～、和及与-] ?{WEEK}?{NAME}|{WEEK}{NAME}|[日天])"
ONE = re.compile(NOT_SEVERAL)
# （周一休馆） says when something is closed.
WITHIN = r"(?:[）)]|(?=[，,、；;\s0-9]|[上下早晚凌中傍夜全]))"
IN_BRACKETS = re.compile(
    rf" {{0,2}}[（(] ?(?:[^（）()\n周星礼]{{1,20}}[，,、；;] ?)?{WEEK}(?P<name>{NAME}){NOT_SEVERAL}{WITHIN}"
)
BARE = re.compile(
    rf"[，,]? {{0,2}}(?:(?:星期|礼拜)(?P<name>{NAME})|周(?P<short>{NAME})(?![\u4e00-\u9fff])"
    rf"|周(?P<before>{NAME})(?=[上下早晚凌中傍起至到前后当白夜举将]))"
)
NEXT_OF_SEVERAL = re.compile(r"[日号0-9] ?[至到~～、和及与-]+ ?$")
OTHER_CALENDAR = re.compile(r"(?:农历|阴历|夏历|旧历|闰)(?:[今去前明后]年)? ?$")
NAMED_YEAR = re.compile(r"([今去前明后])年的? ?$")
UNKNOWN_YEAR = re.compile(r"年的? ?$")
# A report that names a day half a year away may mean the last such day or the next.
NEAR = datetime.timedelta(days=215)
YEARS_FROM_NOW = {"今": 0, "去": -1, "前": -2, "明": 1, "后": 2}


class WrittenDay(NamedTuple):
    """A day that is written in a text: what is written, where it is, and what is before it."""

    year: int | None
    month: int
    day: int
    start: int
    end: int
    before: str

    @property
    def is_of_the_calendar(self):
        """Whether there is such a day. Where no year is written, any year will do."""
        return self.in_year(self.year or 2000) is not None  # 2000 has a 29th of February

    def in_year(self, year):
        try:
            return datetime.date(year, self.month, self.day)
        except ValueError:
            return None


def days_in(text):
    """Yield a WrittenDay for every day of the solar calendar that is written in `text` (see `numbers.plain`)."""
    for met in DAY.finditer(text):
        before = text[max(0, met.start() - 6) : met.start()]
        if not OTHER_CALENDAR.search(before) and met["year"] != "0000":
            year = int(met["year"]) if met["year"] else None
            yield WrittenDay(year, int(met["month"]), int(met["day"]), met.start(), met.end(), before)


def weekday_after(text, day):
    """Return (weekday, position of its end), or None where no weekday is written right after `day`.

    Weekdays are counted from 0 for Monday.
    """
    if NEXT_OF_SEVERAL.search(day.before):
        return None
    met = IN_BRACKETS.match(text, day.end) or BARE.match(text, day.end)
    if not met:
        return None
    name = next(name for name in met.groups() if name)
    return (WEEKDAYS[name], met.end()) if ONE.match(text, met.end()) else None


def meanings(day, today, earlier_year=None):
    """Return the dates that `day` may mean on the date `today`, the likeliest first; none where that cannot be known.

    `earlier_year` is the year that the text named last before it, or None.
    """
    if day.year:
        years = [day.year]
    elif named := NAMED_YEAR.search(day.before):
        years = [today.year + YEARS_FROM_NOW[named[1]]]
    elif UNKNOWN_YEAR.search(day.before):  # 当年, 次年, 98年
        years = []
    else:
        dates = filter(None, map(day.in_year, (today.year - 1, today.year, today.year + 1)))
        nearest = sorted(dates, key=lambda date: abs(date - today))
        years = [date.year for date in nearest if abs(date - today) <= NEAR or date == nearest[0]]
        years += [earlier_year] * bool(earlier_year and years)
    return [date for year in years if (date := day.in_year(year))]


class WrongDates(Check):
    code, level, name = "wrong-date", WARNS, _("dates and weekdays")

    def findings(self, manuscript):
        moment = manuscript.item.publish_at or timezone.now()
        today = timezone.localdate(moment)
        for passage in manuscript.passages:
            for block in passage.blocks:
                yield from self._findings_in(plain(block.text), passage, today)

    def _findings_in(self, text, passage, today):
        years = [(met.start(), int(met[1])) for met in YEAR.finditer(text)]
        for day in days_in(text):
            if not day.is_of_the_calendar:
                written = text[day.start : day.end]
                message = _("%(field)s: “%(written)s” is not in the calendar.")
                yield self.found_in(passage, message, written, written=written)
                continue
            if not (named := weekday_after(text, day)):
                continue
            weekday, end = named
            earlier = bisect(years, (day.start, 0))
            dates = meanings(day, today, years[earlier - 1][1] if earlier else None)
            if dates and all(date.weekday() != weekday for date in dates):
                written = text[day.start : end]
                message = _("%(field)s: “%(written)s” has the wrong weekday; %(date)s is a %(weekday)s.")
                words = {"written": written, "date": date_format(dates[0]), "weekday": date_format(dates[0], "l")}
                yield self.found_in(passage, message, written, **words)
