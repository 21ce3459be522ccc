"""Form fields that speak as the columns do which their texts go to. What must not be missing, a step says itself."""

from django import forms
from django.db import models

NAME = forms.TextInput(attrs={"autocomplete": "name"})
ADDRESS = forms.TextInput(attrs={"autocomplete": "address-line1"})
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LinesField(forms.CharField):
    """Text of several lines: a line break counts as one character, although browsers send two."""

    widget = forms.Textarea

    def to_python(self, value):
        return super().to_python(value).replace("\r\n", "\n")


def field_of(model, name, label="", **options):
    """Return a field for the column `name` of `model`, with the words and the greatest length of the column."""
    column = model._meta.get_field(name)
    if isinstance(column, models.TextField):
        options.setdefault("form_class", LinesField)
    return column.formfield(**{"label": label or column.verbose_name, "required": False, **options})


def remark(label, **options):
    return LinesField(label=label, widget=forms.Textarea(attrs={"rows": 2}), required=False, **options)
