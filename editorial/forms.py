from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editing.chosen_rows import have_at_hand
from editing.uncut import UncutForm, uncut

from .models import Correction, Entry
from .models.correction import LONGEST_CORRECTION
from .preflight import faults_of
from .richtext import RichTextFormField


class PublishableForm(forms.ModelForm):
    """The form of anything that is published.

    No field cuts off what is typed or pasted: the form says how much is too much, and keeps it. `print_limits` say
    how many characters of a field fit in print. The form tells this while somebody types; it is never enforced.
    `problems` are sentences about the whole, rows included, that were found on trying to save it.
    """

    print_limits = {}
    problems = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        have_at_hand(self)
        for name, field in self.fields.items():
            uncut(field)
            if name in self.print_limits:
                field.widget.attrs["data-print-limit"] = self.print_limits[name]
        if "body" in self.fields:
            self.fields["body"].widget.attrs["data-count"] = ""
        if self.instance.is_scheduled and "publish_at" in self.fields:
            self.fields["publish_at"].help_text = _("Approved for this time. Emptied, it is published at once.")

    def clean(self):
        data = super().clean()
        for name, field in self.fields.items():
            stored = self.initial.get(name)
            if stored and isinstance(field, RichTextFormField) and not field.has_changed(stored, data.get(name)):
                data[name] = stored  # line breaks that CKEditor adds do not change a public text
        for problem in self.problems:
            self.add_error(None, problem)
        return data

    def _save_m2m(self):
        """Write the links to other things, unless none of them was touched. Django reads them all for that."""
        if {field.name for field in self.instance._meta.many_to_many}.intersection(self.changed_data):
            super()._save_m2m()

    def clean_publish_at(self):
        """Return the publication time. Where the time of an approved item was emptied, it is published now.

        Raises ValidationError for a new time that is not in the future, since an embargo is.
        """
        typed, now = self.cleaned_data["publish_at"], timezone.now()
        approved = self.instance.state == self.instance.State.APPROVED
        if typed and typed <= now and "publish_at" in self.changed_data:
            if approved:
                raise ValidationError(_("This time has passed already. Leave it empty to publish at once."))
            raise ValidationError(_("This time has passed already. Leave it empty to publish on approval."))
        return now if approved and not typed else typed


class DecisionForm(UncutForm):
    """The comment that goes with a decision, and the version that the person had before them."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    comment = forms.CharField(
        label=Entry._meta.get_field("comment").verbose_name,
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CorrectionForm(UncutForm):
    """What a change of a public text needs: a word to its readers, or the editor's word that the change is minor.

    Names begin with an underscore, so that they clash with no field of an item's own form.
    """

    correction = forms.CharField(
        label=_("Correction for readers"),
        required=False,
        strip=True,
        help_text=Correction._meta.get_field("text").help_text,
        widget=forms.Textarea(attrs={"rows": 2}),
        show_hidden_initial=True,
    )
    is_minor = forms.BooleanField(
        label=_("Minor change (a slip of the pen, a picture), no correction needed"),
        required=False,
        show_hidden_initial=True,
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, prefix="_readers", **kwargs)

    def clean_correction(self):
        text = self.cleaned_data["correction"]
        if faults := faults_of(self.fields["correction"].label, text, LONGEST_CORRECTION):
            raise ValidationError(faults)
        return text

    def problems(self, is_needed):
        """Return sentences about what is wrong with it.

        `is_needed` says that the text which readers see has changed.
        """
        if not self.is_valid():
            return [error for errors in self.errors.values() for error in errors]
        correction, is_minor = self.cleaned_data["correction"], self.cleaned_data["is_minor"]
        if correction and is_minor:
            return [_("A correction and “minor” exclude each other: choose one.")]
        if is_needed and not (correction or is_minor):
            return [_("Write the correction that readers will see, or mark the change as minor.")]
        return []
