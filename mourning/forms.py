"""The form of a day of mourning: days, and times where it is not whole days."""

from datetime import datetime, time, timedelta

from django import forms
from django.contrib.admin.widgets import AdminDateWidget, AdminTimeWidget
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dates.days import last_day, midnight

from .models import Mourning


class MourningForm(forms.ModelForm):
    first_day = forms.DateField(label=_("first day"), widget=AdminDateWidget, help_text=_("In the city's clock."))
    first_time = forms.TimeField(
        label=_("from what time"),
        widget=AdminTimeWidget,
        required=False,
        help_text=_("Left empty, from the beginning of the day."),
    )
    last_day = forms.DateField(label=_("last day"), widget=AdminDateWidget, help_text=_("This day is grey, too."))
    last_time = forms.TimeField(
        label=_("until what time"),
        widget=AdminTimeWidget,
        required=False,
        help_text=_("Left empty, to the end of the day."),
    )

    class Meta:
        model = Mourning
        fields = ["occasion", "scope"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial = {**_as_typed(self.instance), **self.initial}

    def clean(self):
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last:
            begins = timezone.make_aware(datetime.combine(first, cleaned.get("first_time") or time.min))
            end = cleaned.get("last_time")
            ends = timezone.make_aware(datetime.combine(last, end)) if end else midnight(last + timedelta(days=1))
            if ends <= begins:
                self.add_error("last_day", _("It has to end after it begins."))
            self.instance.begins_at, self.instance.ends_at = begins, ends
        return cleaned


def _as_typed(mourning):
    """Return the fields that `mourning` would have been typed in. Midnight is the edge of a whole day."""
    begins, ends = timezone.localtime(mourning.begins_at), timezone.localtime(mourning.ends_at)
    ends_whole = ends.time() == time.min
    return {
        "first_day": begins.date(),
        "first_time": None if begins.time() == time.min else begins.time(),
        "last_day": last_day(mourning.ends_at) if ends_whole else ends.date(),
        "last_time": None if ends_whole else ends.time(),
    }
