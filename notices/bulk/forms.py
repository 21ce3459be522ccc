from django import forms
from django.utils.translation import gettext_lazy as _

from storage.forms import TakesFilesMixin

from ..models import Sheet
from .reading import read


class SheetForm(TakesFilesMixin, forms.Form):
    """Takes one spreadsheet. `table` is the Table that was read from it."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        max_length=None,
        help_text=_("XLSX or CSV, 5 MB and 500 rows at most."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )
    table = None

    def clean_file(self):
        upload = self.cleaned_data["file"]
        self.table = read(upload)
        return upload

    def keep(self, user):
        """Keep the rows for `user` to look at, and return the Sheet."""
        longest = Sheet._meta.get_field("name").max_length
        name = "".join(letter for letter in self.cleaned_data["file"].name if letter.isprintable())
        return Sheet.objects.create(made_by=user, name=name[:longest], rows=self.table.rows, remarks=self.table.remarks)
