"""Fields of a form that understand a day and a minute as clerks type them, the same as in a sheet."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..bulk import typed


class DayField(forms.DateField):
    """A day that must have a year. Here nobody would check how a day without a year was understood."""

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        if not typed.plain(value):
            return None
        day = typed.day(value, timezone.localdate())
        if not typed.names_a_year(value):
            sentence = _("Write the year too, as in %(day)s.")
            raise ValidationError(sentence, "no_year", {"day": date_format(day, "Y年n月j日")})
        return day


class MinuteField(forms.TimeField):
    """A time of day. `understood` is the function that reads a text."""

    understood = staticmethod(typed.minute)

    def to_python(self, value):
        if not isinstance(value, str):
            return super().to_python(value)
        return self.understood(value) if typed.plain(value) else None


class FirstMinuteField(MinuteField):
    understood = staticmethod(typed.first_minute)
