from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .entry import LONGEST_COMMENT
from .kept import Kept


class Override(Kept):
    """A final reviewer's word that what a pre-flight check blocks may stay, and why.

    It holds for exactly the finding that it was given for. `digest` is made of the check and of what it met. Nothing of
    what it met is kept, since that may be somebody's number.
    """

    code = models.CharField(_("check"), max_length=40)
    digest = models.CharField(max_length=64)
    reason = models.CharField(_("reason"), max_length=LONGEST_COMMENT)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    at = models.DateTimeField(_("time"), auto_now_add=True)

    class Meta:
        verbose_name = _("pre-flight override")
        verbose_name_plural = _("pre-flight overrides")
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["at"], name="override_by_time")]
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "digest"], name="override_once_per_finding"),
            models.CheckConstraint(condition=~models.Q(reason=""), name="override_says_why"),
        ]

    def __str__(self):
        return f"{self.code} · {self.actor}"
