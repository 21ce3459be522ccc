from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """How pressing a notice is. An urgent one is shown on every page while it is in force."""

    ORDINARY = 1, _("ordinary")
    IMPORTANT = 2, _("important")
    URGENT = 3, _("urgent")
