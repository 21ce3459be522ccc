"""Whether the city's clock is still the one by which the days of everything that is there were counted."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.models import Run

from .trouble import Trouble, error


def look() -> Iterator[Trouble]:
    first = Run.objects.order_by("started", "pk").first()
    if first and first.time_zone != settings.TIME_ZONE:
        words = _("TIME_ZONE is %(now)s; on %(day)s the site went by %(then)s. Days of notices and addresses shift.")
        day = f"{timezone.localtime(first.started):%Y-%m-%d}"
        yield error(
            words % {"now": settings.TIME_ZONE, "day": day, "then": first.time_zone},
            _("Set TIME_ZONE to %s again, and restart the server.") % first.time_zone,
        )
