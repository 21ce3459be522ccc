"""How a document comes in, and how somebody confirms what was found in it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .file_names import clean_name, name_from
from .models import Document
from .screening.door import screen

ACCEPTED = ".pdf,.docx,.xlsx"
NAME_LENGTH = Document._meta.get_field("name").max_length


class DocumentForm(forms.ModelForm):
    """The name of an existing document, and the confirmation that it may be public. Its file never changes."""

    confirmed = forms.BooleanField(label=_("I have looked at each of these; it may be public"), required=False)

    class Meta:
        model = Document
        fields = ["name"]

    def clean_name(self):
        if name := clean_name(self.cleaned_data["name"]):
            return name
        raise ValidationError(_("A name needs at least one letter or digit."))


class NewDocumentForm(DocumentForm):
    """A new document with its file. `screened` is what the screening returned."""

    upload = forms.FileField(
        label=_("file"),
        help_text=_("PDF, DOCX or XLSX, 20 MB at most, without macros or password. Who made it is taken out of it."),
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
        allow_empty_file=True,  # the screening has a sentence of its own for that
    )
    confirmed = None
    screened = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        name.required, name.help_text = False, _("What readers save it as; left empty, the name of the file.")

    def clean_upload(self):
        self.screened = screen(self.cleaned_data["upload"])
        return self.cleaned_data["upload"]

    def clean_name(self):
        return super().clean_name() if self.cleaned_data["name"] else ""

    def clean(self):
        if self.screened and "name" in self.cleaned_data and not self.cleaned_data["name"]:
            self.cleaned_data["name"] = name_from(self.cleaned_data["upload"].name, NAME_LENGTH)
        return super().clean()

    def full_clean(self):
        super().full_clean()
        if self.is_bound and self.errors and self.files.get(self.add_prefix("upload")):
            self.add_error("upload", _("What you typed is kept; only the document must be chosen again."))
