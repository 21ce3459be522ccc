"""The publishing calendar: a week, Monday to Sunday, with everything that has its publication time in it."""

import re
from datetime import date, timedelta

from django.utils import timezone

from .slots import days_from, url_of_day

MOST = 40  # so many of a kind and day that have gone out, and as many that are to come
WEEK = re.compile(r"(?P<year>20\d\d)-W(?P<week>\d\d)", re.ASCII)
STATES = ["draft", "in_review", "approved", "withdrawn"]


def monday_of(text):
    """Return the Monday of the week that `text` names, as in 2026-W47, or None where it names none."""
    named = WEEK.fullmatch(text)
    try:
        return date.fromisocalendar(int(named["year"]), int(named["week"]), 1) if named else None
    except ValueError:
        return None


def name_of_week(day):
    week = day.isocalendar()
    return f"{week.year}-W{week.week:02}"


def calendar_of(request, kinds):
    """Return what the calendar shows for the week that `?week=` asks for, or for this week where it asks for none."""
    asked = request.GET.get("week", "")
    today = timezone.localdate()
    this_week = today - timedelta(days=today.weekday())
    monday = monday_of(asked) if asked else this_week
    shown = monday or this_week
    return {
        "is_no_week": monday is None,
        "is_this_week": shown == this_week,
        "monday": shown,
        "sunday": shown + timedelta(days=6),
        "year": shown.isocalendar().year,
        "number": shown.isocalendar().week,
        "previous": name_of_week(shown - timedelta(days=7)),
        "next": name_of_week(shown + timedelta(days=7)),
        "days": days_from(shown, 7, kinds, request, states=STATES, most=MOST, url_of=_list_of),
        "several_kinds": len(kinds) > 1,
    }


def _list_of(kind, date, has_passed):
    return url_of_day(kind, date)
