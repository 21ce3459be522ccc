from django.db import models
from django.utils.translation import gettext_lazy as _

from .case import Case


class Addition(models.Model):
    """What a citizen added to their case, as written."""

    LONGEST = 1000  # characters

    case = models.ForeignKey(Case, models.CASCADE, related_name="additions", verbose_name=_("case"))
    text = models.TextField(_("added"), max_length=LONGEST)
    at = models.DateTimeField(_("when"), auto_now_add=True)

    class Meta:
        verbose_name = _("addition")
        verbose_name_plural = _("additions")
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self):
        return f"addition {self.pk} to case {self.case_id}"
