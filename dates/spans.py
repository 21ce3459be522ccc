"""Spans of time in words: 42分钟, 5小时, 3天."""

import math

from django.utils.translation import gettext as _, ngettext

MINUTE, HOUR, DAY = 60, 3600, 24 * 3600  # seconds


def minutes_words(count):
    return ngettext("%(count)d minute", "%(count)d minutes", count) % {"count": count}


def hours_words(count):
    return ngettext("%(count)d hour", "%(count)d hours", count) % {"count": count}


def days_words(count):
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def working_days_words(count):
    return ngettext("%(count)d working day", "%(count)d working days", count) % {"count": count}


def span_words(span, smallest=hours_words):
    """Say how long the timedelta `span` is, as a number of the largest unit that it fills.

    `smallest` is the function for the smallest unit that may be named: `hours_words` or `minutes_words`. A span that is
    shorter than this unit counts as one of it.
    """
    seconds = int(span.total_seconds())
    if seconds >= DAY:
        return days_words(seconds // DAY)
    if seconds >= HOUR or smallest == hours_words:
        return hours_words(max(1, seconds // HOUR))
    return minutes_words(max(1, seconds // MINUTE))


def wait_words(seconds):
    """Say how long somebody has to wait. `seconds` are rounded up to minutes, and from one hour on to hours."""
    minutes = math.ceil(seconds / MINUTE)
    span = minutes_words(minutes) if minutes < 60 else hours_words(math.ceil(minutes / 60))
    return _("Please try again in %(span)s") % {"span": span}
