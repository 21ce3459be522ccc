"""Whether a notice holds. The status is computed to the second from its period and its chain, and is never stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    UPCOMING = "upcoming", _("not yet in force")
    IN_FORCE = "in_force", _("in force")
    ENDED = "ended", _("no longer in force")
    REPEALED = "repealed", _("repealed")
    WITHDRAWN = "withdrawn", _("withdrawn")
