"""What has gone out today, what still will, and what is set for tomorrow, in the order of publication."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .slots import days_from, url_of_day

MOST = 20  # so many of a kind and day that have gone out, and as many that are to come
NAMES = [_("today"), _("tomorrow")]


def day_plan(kinds, request):
    """Return [(name, PlannedDay)] for today and tomorrow, with what the person may see. An empty day is left out."""
    today = timezone.localdate()
    days = days_from(today, len(NAMES), kinds, request, states=["approved"], most=MOST, url_of=_list_of)
    return [(name, day) for name, day in zip(NAMES, days, strict=True) if day.slots]


def _list_of(kind, date, has_passed):
    return url_of_day(kind, date, status="live" if has_passed else "scheduled")
