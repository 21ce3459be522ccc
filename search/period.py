"""Whether what was found holds now: worked out from the moments that its entry keeps."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from . import moments


class Status(models.TextChoices):
    """The statuses of what has a period, as its own page calls them."""

    UPCOMING = "upcoming", _("not yet in force")
    IN_FORCE = "in_force", _("in force")
    ENDED = "ended", _("no longer in force")
    REPEALED = "repealed", _("repealed")


def status_of(entry, moment):
    """Return the Status of `entry` at `moment`, or None where it has no period."""
    if not entry.has_period:
        return None
    now = moments.last_number_of(moment)
    if entry.repealed <= now:
        return Status.REPEALED
    if entry.over <= now:
        return Status.ENDED
    return Status.UPCOMING if entry.begins > now else Status.IN_FORCE
