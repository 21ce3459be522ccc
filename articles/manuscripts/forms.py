"""The form that takes manuscripts."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _, gettext_lazy

from ..models import Column

MOST_FILES = 10
MOST_BYTES = 80 * 1024 * 1024  # of all files together; the proxy lets through a little more


class FilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One or several chosen files, as a list."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = list(data or [])
        if not files:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > MOST_FILES:
            sentence = _("These are %(count)d files; %(most)d are the most at a time. Choose fewer.")
            raise ValidationError(sentence % {"count": len(files), "most": MOST_FILES})
        if (size := sum(file.size for file in files)) > MOST_BYTES:
            sentence = _("Together these files have %(size)s; %(limit)s are the most at a time. Choose fewer.")
            raise ValidationError(sentence % {"size": filesizeformat(size), "limit": filesizeformat(MOST_BYTES)})
        return files


class ManuscriptsForm(forms.Form):
    column = forms.ModelChoiceField(
        Column.objects.all(),
        label=gettext_lazy("column"),
        empty_label=gettext_lazy("Choose a column"),
        help_text=gettext_lazy("Of all drafts that are made now. It can be changed in each of them."),
        error_messages={"required": gettext_lazy("Choose a column.")},
    )
    files = FilesField(
        label=gettext_lazy("Word files"),
        help_text=gettext_lazy(
            "Choose .docx files or drop them here: up to 10 at a time, each up to 20 MB, together up to 80 MB."
        ),
        widget=FilesInput(attrs={"accept": ".docx"}),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )
