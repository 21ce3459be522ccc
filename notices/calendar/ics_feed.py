"""iCalendar feeds: which notices a calendar gets, and how the file is written (RFC 5545, RFC 7986)."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Timezone

from ..models import Notice
from .events import event_of
from .public_chains import public_chains

MOST = 500  # events in a feed; if there are more, those that begin last are kept
MOST_CURRENT = 5000  # notices from which they are chosen: those that are over first
KEPT = timedelta(days=30)  # how long a notice stays after its end or withdrawal, so that every calendar learns of it
ASK_AGAIN = timedelta(hours=1)
CONTENT_TYPE = "text/calendar; charset=utf-8"


def kept_for_calendars(notices):
    """Return those of `notices` that are in force or to come, or were over or withdrawn within KEPT.

    The last to begin comes first. They are searched by their end, so that a place with few notices needs no look
    at the whole archive.
    """
    since = timezone.now() - KEPT
    public = notices.published().filter(over_at__gt=since).order_by("over_at", "pk")
    gone = notices.withdrawn().filter(withdrawn_at__gt=since).order_by("-withdrawn_at", "-pk")
    kept = Notice.objects.any_of([public[:MOST_CURRENT], gone[:MOST]]).order_by("-begins_at", "-pk")
    return Notice.objects.filter(pk__in=kept.values("pk")[:MOST]).order_by("-begins_at", "-pk")


def with_what_events_tell(notices):
    related = ("kind", "authority", "hotline__authority")
    return notices.select_related(*related).prefetch_related("places", "facts").defer("body", "body_html")


def calendar_of(notices, name, address):
    """Return the calendar file of `notices` (a list), as bytes. It is called `name` and is found at `address`."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{settings.NEWSPAPER['name']}//Jinlin//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for label in ("name", "x-wr-calname"):
        calendar.add(label, name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", ASK_AGAIN, {"value": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    calendar.add("source", address, {"value": "URI"})
    calendar.add_component(_timezone(notices))
    chains = public_chains({notice.chain_key for notice in notices})
    for notice in notices:
        calendar.add_component(event_of(notice, chains[notice.chain_key]))
    return calendar.to_ical()


def changes_of(notices):
    """Yield the moments at which the file of `notices` changes by the clock alone; some are None."""
    now = timezone.now()
    for notice in notices:
        yield notice.next_change(now)
        left = min(moment for moment in (notice.over, notice.withdrawn_at) if moment) + KEPT
        yield left if left > now else None


def _timezone(notices):
    """What the city's clock does in the years of `notices`; in this one where there are none."""
    days = [
        timezone.localdate(moment) for one in notices for moment in (one.begins, min(one.over, one.begins + 2 * KEPT))
    ]
    years = [day.year for day in days] or [timezone.localdate().year]
    return Timezone.from_tzid(
        settings.TIME_ZONE, first_date=date(min(years), 1, 1), last_date=date(max(years) + 2, 1, 1)
    )
