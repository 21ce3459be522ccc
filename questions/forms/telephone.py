"""Telephone numbers as people type them: full-width digits, spaces, dashes and brackets."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.models import telephone_number
from editorial.preflight.numbers import plain
from text.widths import narrow

DIGITS = range(7, 16)  # a telephone number of the city has 7 or 8; the longest in the world have 15 (E.164)


class TelephoneField(forms.CharField):
    """A telephone number as it is dialled."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})

    def to_python(self, value):
        typed = plain(narrow(super().to_python(value)))
        return " ".join(re.sub(r"[()]", " ", typed).split())

    def validate(self, value):
        super().validate(value)
        digits = sum(character.isdecimal() for character in value)
        try:
            if value:
                telephone_number(value)
        except ValidationError:
            digits = 0
        if value and digits not in DIGITS:
            raise ValidationError(
                _("This number cannot be rung: it has 7 to 15 digits, with the area code if it is elsewhere.")
            )
