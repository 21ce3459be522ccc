"""Telephone numbers as people type and paste them: full-width digits, dots and brackets, two numbers, an extension."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.models import telephone_number
from text.telephones import EXTENDED, NEXT, dialled

DIGITS = range(7, 16)  # a telephone number of the city has 7 or 8; the longest in the world have 15 (E.164)


class TelephoneField(forms.CharField):
    """A telephone number as it is dialled, or two."""

    widget = forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"})

    def to_python(self, value):
        return dialled(super().to_python(value))

    def validate(self, value):
        super().validate(value)
        if value and not _can_be_rung(value):
            raise ValidationError(
                _("This number cannot be rung: it has 7 to 15 digits, with the area code if it is elsewhere.")
            )


def _can_be_rung(value):
    try:
        telephone_number(value)
    except ValidationError:
        return False
    numbers = (number.partition(EXTENDED)[0] for number in value.split(NEXT))
    return all(sum(character.isdecimal() for character in number) in DIGITS for number in numbers)
