from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from .kept import Kept


class Version(Kept):
    """All that an item held after one save, its rows included (see `snapshots`).

    The versions of an item and of its proposed versions are numbered together, from 1.
    """

    number = models.PositiveIntegerField(_("version"))
    proposal = models.ForeignKey(
        "editorial.Proposal", models.PROTECT, null=True, related_name="versions", verbose_name=_("proposed version")
    )
    data = models.JSONField(encoder=DjangoJSONEncoder)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("saved by"))
    saved_at = models.DateTimeField(_("saved"))
    remark = models.CharField(_("remark"), max_length=120, blank=True)
    follows = models.CharField(_("digest of the one before"), max_length=64, blank=True, default="", editable=False)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "number"], name="version_number_once_per_item")
        ]

    def __str__(self):
        return f"{self.item} · {self.number}"
