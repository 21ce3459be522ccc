"""The first page of the desk, put together for one person."""

from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from ..models import Publishable
from .queue_counts import counts_of, in_order
from .slots import days_from, url_of_day

MOST = 20  # so many of a kind and day that have gone out, and as many that are to come
NAMES = [gettext_lazy("today"), gettext_lazy("tomorrow")]


def kinds_of(site, request):
    """Return the admins of everything that is published and that the person may look at."""
    return [
        model_admin
        for model, model_admin in site._registry.items()
        if issubclass(model, Publishable) and model_admin.has_view_permission(request)
    ]


def queue_of(site, request):
    """Return what waits for the person.

    An admin of any model may add to it by its methods `queue_counts(request)` and `queue_new(request)`.
    """
    kinds = kinds_of(site, request)
    return {
        "counts": in_order(_added("queue_counts", site, request) + counts_of(kinds, request)),
        "plan": day_plan(kinds, request),
        "several_kinds": len(kinds) > 1,
        "new": [_new(kind) for kind in kinds if kind.has_add_permission(request)] + _added("queue_new", site, request),
    }


def _new(kind):
    return {"word": _("New %(name)s") % {"name": kind.opts.verbose_name}, "url": kind.url_of("add")}


def _added(method, site, request):
    return sum((getattr(admin, method)(request) for admin in site._registry.values() if hasattr(admin, method)), [])


def day_plan(kinds, request):
    """Return [(name, PlannedDay)] for today and tomorrow: what has gone out, what still will, what is set for tomorrow.

    It has what the person may see, in the order of publication. An empty day is left out.
    """
    today = timezone.localdate()
    days = days_from(today, len(NAMES), kinds, request, states=["approved"], most=MOST, url_of=_list_of)
    return [(name, day) for name, day in zip(NAMES, days, strict=True) if day.slots]


def _list_of(kind, date, has_passed):
    return url_of_day(kind, date, status="live" if has_passed else "scheduled")
