"""What the accountability page adds up: one row for each authority and month of receipt."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models import Authority


class Tally(models.Model):
    """Settled facts about the cases of one authority that were received in one month.

    `questions.accountability.tallying` updates the row whenever a case changes. What depends on the clock, such
    as whether an open case is late, is not stored here. It is computed from the open cases.
    """

    authority = models.ForeignKey(Authority, models.CASCADE, related_name="tallies", verbose_name=_("authority"))
    month = models.DateField(_("month"), help_text=_("Its first day."))
    received = models.PositiveIntegerField(_("received"), default=0)
    in_time = models.PositiveIntegerField(_("answered in time"), default=0)
    late = models.PositiveIntegerField(_("answered late"), default=0)
    no_answer = models.PositiveIntegerField(_("closed without an answer"), default=0)
    median_days = models.DecimalField(_("median days"), max_digits=6, decimal_places=1, null=True)
    solved = models.PositiveIntegerField(_("solved, as askers say"), default=0)
    unsolved = models.PositiveIntegerField(_("not solved, as askers say"), default=0)
    promises_kept = models.PositiveIntegerField(_("promises kept"), default=0)
    promises_kept_late = models.PositiveIntegerField(_("promises kept late"), default=0)

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        default_permissions = ()
        ordering = ["-month", "authority"]
        constraints = [models.UniqueConstraint(fields=["month", "authority"], name="tally_once_a_month")]

    def __str__(self):
        return f"{self.authority} {self.month:%Y-%m}"
