"""The publishing calendar: a week, Monday to Sunday, with everything that has its publication time in it."""

from datetime import timedelta

from django.utils import timezone

from dates.days import WRITTEN_WEEK, monday_of, read

from .slots import days_from, url_of_day

MOST = 40  # so many of a kind and day that have gone out, and as many that are to come
STATES = ["draft", "in_review", "approved", "withdrawn"]


def name_of_week(day):
    return f"{day:%G-W%V}"


def calendar_of(request, kinds):
    """Return what the calendar shows for the week that `?week=` asks for, or for this week where it asks for none."""
    asked = request.GET.get("week", "")
    this_week = monday_of(timezone.localdate())
    monday = read(asked, WRITTEN_WEEK) if asked else this_week
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
