from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from directory.editing import uncut

from .models import Decision


def typed_in(request):
    """Return what a person typed into a form that cannot be taken, as (name, text), to be given back.

    Never a password nor the token; nor what only the form itself wrote, such as buttons and row numbers.
    """
    return [
        (name, text)
        for name, texts in request.POST.lists()
        if not ("password" in name.lower() or name == "csrfmiddlewaretoken" or name.startswith("_"))
        and not ("__prefix__" in name or name.endswith(("_FORMS", "-id")))
        and (text := "、".join(value for value in texts if value.strip()))
    ]


class PublishableForm(forms.ModelForm):
    """What may be typed about anything that is published.

    No field cuts off what is typed or pasted: the form says how much is too much and keeps it.
    `problems` are sentences about the whole, rows included, that were found on trying to save it.
    """

    problems = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            uncut(field)
        if self.instance.is_scheduled and "publish_at" in self.fields:
            self.fields["publish_at"].help_text = _("Approved for this time. Emptied, it is published at once.")

    def clean(self):
        data = super().clean()
        for problem in self.problems:
            self.add_error(None, problem)
        return data

    def clean_publish_at(self):
        """An embargo lies in the future; an approved item whose time is emptied is published now."""
        typed, now = self.cleaned_data["publish_at"], timezone.now()
        approved = self.instance.state == self.instance.State.APPROVED
        if typed and typed <= now and "publish_at" in self.changed_data:
            if approved:
                raise ValidationError(_("This time has passed already. Leave it empty to publish at once."))
            raise ValidationError(_("This time has passed already. Leave it empty to publish on approval."))
        return now if approved and not typed else typed


class DecisionForm(forms.Form):
    """The words that go with a decision."""

    comment = forms.CharField(
        label=Decision._meta.get_field("comment").verbose_name,
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
