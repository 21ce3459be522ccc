from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.models import Authority

from ..querysets import PromiseQuerySet
from .case import Case


class Promise(models.Model):
    """承诺: what an authority said it would do, and by which day. Whether it was kept or broken is computed."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="promises", verbose_name=_("case"))
    authority = models.ForeignKey(Authority, models.PROTECT, related_name="promises", verbose_name=_("authority"))
    text = models.CharField(_("promised"), max_length=120, help_text=_("In the authority's words: 更换路牌."))
    made_at = models.DateTimeField(_("made"), default=timezone.now, editable=False)
    first_due_on = models.DateField(_("promised for at first"), editable=False)
    due_on = models.DateField(_("promised for"), help_text=_("The last day that keeps it."))
    kept_on = models.DateField(_("kept on"), null=True, blank=True)

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("promise")
        verbose_name_plural = _("promises")
        default_permissions = ()
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["due_on", "authority"], name="promise_not_kept_yet", condition=Q(kept_on=None)),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("first_due_on")), name="promise_is_only_put_off"),
        ]

    def __str__(self):
        return self.text

    @property
    def was_extended(self):
        return self.due_on > self.first_due_on

    @property
    def is_kept(self):
        return self.kept_on is not None and self.kept_on <= self.due_on

    @property
    def is_broken(self):
        """Whether its day has passed: nothing was done, or it was done too late."""
        return (self.kept_on or timezone.localdate()) > self.due_on

    @property
    def status(self):
        if self.is_kept:
            return _("kept")
        if self.kept_on:
            return _("kept late")
        if self.is_broken:
            return _("broken")
        return _("put off") if self.was_extended else _("open")
