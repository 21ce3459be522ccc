"""全站置灰: the hours in which readers see pages without colour, as on a day of national mourning."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class MourningQuerySet(models.QuerySet):
    def in_force(self):
        now = timezone.now()
        return self.filter(begins_at__lte=now, ends_at__gt=now)


class Mourning(models.Model):
    """A span of time in which the front page or all public pages are grey: from `begins_at`, until before `ends_at`."""

    class Scope(models.TextChoices):
        FRONT_PAGE = "front_page", _("front page")
        WHOLE_SITE = "whole_site", _("whole site")

    occasion = models.CharField(
        _("occasion"), max_length=60, help_text=_("For whom or what, and by which notice; readers do not see it.")
    )
    scope = models.CharField(
        _("what becomes grey"), max_length=10, choices=Scope, default=Scope.FRONT_PAGE, help_text=_("In both editions.")
    )
    begins_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), db_index=True)

    objects = MourningQuerySet.as_manager()

    class Meta:
        verbose_name = _("day of mourning")
        verbose_name_plural = _("days of mourning")
        ordering = ["-begins_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(begins_at__lt=F("ends_at")),
                name="mourning_ends_after_it_begins",
                violation_error_message=_("It has to end after it begins."),
            )
        ]

    def __str__(self):
        return self.occasion

    @property
    def is_in_force(self):
        return self.begins_at <= timezone.now() < self.ends_at

    def end_now(self):
        """Let it end at this moment. It must be in force."""
        self.ends_at = max(timezone.now(), self.begins_at + timedelta(microseconds=1))
        self.save(update_fields=["ends_at"])
