"""Days that are not what their weekday says: holidays, and weekends on which the country works."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from dates.working_time import SATURDAY


class SpecialDayQuerySet(models.QuerySet):
    def by_date(self, first, last):
        """Return {date: whether people work on it} for the special days from `first` to `last`, both included."""
        return dict(self.filter(date__range=(first, last)).values_list("date", "is_working"))


class SpecialDay(models.Model):
    """A holiday, or a make-up working day (调休上班); every other day is what its weekday says."""

    date = models.DateField(_("date"), unique=True, help_text=_("As the State Council's notice has it."))
    name = models.CharField(_("name"), max_length=20, help_text=_("The holiday it belongs to: 春节."))
    is_working = models.BooleanField(
        _("make-up working day"),
        default=False,
        help_text=_("A Saturday or Sunday on which people work (调休上班). Unticked, the day is free."),
    )

    objects = SpecialDayQuerySet.as_manager()

    class Meta:
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        ordering = ["date"]

    def __str__(self):
        return f"{date_format(self.date)} {self.name}"

    def clean(self):
        if self.date and self.is_working and self.date.weekday() < SATURDAY:
            raise ValidationError({"is_working": _("A make-up working day is a Saturday or a Sunday.")})
