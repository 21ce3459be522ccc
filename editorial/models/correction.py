from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .kept import Kept

LONGEST_CORRECTION = 300  # characters


class Correction(Kept):
    """更正: a dated public note. It says what was wrong in an item that readers had seen, and is right now."""

    text = models.CharField(
        _("correction"),
        max_length=LONGEST_CORRECTION,
        help_text=_("For readers: what was wrong, and what is right. 原文“11月21日”应为“11月22日”。"),
    )
    version = models.PositiveIntegerField(_("version"), help_text=_("The first version that is right."))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        ordering = ["-at", "-pk"]
        default_permissions = ()
        indexes = [
            models.Index(fields=["content_type", "object_id"], name="correction_by_item"),
            models.Index(fields=["-at", "-id"], name="correction_newest"),
        ]

    def __str__(self):
        return self.text
