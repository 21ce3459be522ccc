"""What the asker may type on the page of their case. The step itself says whether it may be done now."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from ..models import Addition, Case, Contact, Desk
from ..rules import MOST_PICTURES
from ..stages import following
from .column_fields import ADDRESS, NAME, LinesField, field_of
from .pictures import PicturesField, cleaned
from .step_form import StepForm
from .telephone import TelephoneField

TEXTS = {forms.CharField, LinesField, TelephoneField}


def addition(label, missing):
    widget = forms.Textarea(attrs={"rows": 4})
    return LinesField(label=label, max_length=Addition.LONGEST, widget=widget, error_messages={"required": missing})


class AddForm(StepForm):
    name, step = "add", following.add
    done = _("Added. The reporter reads it with your question.")
    text = addition(_("What you want to add"), _("Write what you want to add."))
    pictures = PicturesField(
        label=_("Pictures"),
        required=False,
        help_text=format_lazy(
            _("JPEG, PNG or WebP, {size} MB each; {most} in all, with those you sent before."),
            most=MOST_PICTURES,
            size=settings.CASE_PICTURE_MAX_BYTES // 2**20,
        ),
    )
    may_be_published = forms.BooleanField(label=_("The paper may publish these pictures."), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.case.pictures.count() >= MOST_PICTURES:
            del self.fields["pictures"], self.fields["may_be_published"]

    def clean_pictures(self):
        pictures, problems = cleaned(self.cleaned_data["pictures"])
        if problems:
            raise ValidationError(problems)
        return pictures


class ContactForm(StepForm):
    """A field that is left empty stays as it is. The page never shows what is stored, so it cannot be typed over."""

    name, step = "contact", following.change_contact
    done = _("Your contact was changed.")
    person = field_of(Contact, "name", _("Your name"), widget=NAME)
    telephone = field_of(Contact, "telephone", _("Telephone"), form_class=TelephoneField)
    address = field_of(Contact, "address", _("Exact address"), widget=ADDRESS)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.case.desk.asks_address == Desk.Asks.NOT:
            del self.fields["address"]

    def clean(self):
        data = super().clean()
        if not self.errors and not any(data.values()):
            raise ValidationError(_("Write what has changed; what you leave empty stays as it is."))
        return {"contact": {"name": data.pop("person", ""), **data}}


class RateForm(StepForm):
    name, step = "rate", following.rate
    is_solved = forms.TypedChoiceField(
        label=_("Is it solved?"),
        choices=[("yes", _("Yes, it is solved")), ("no", _("No, not solved"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Say whether it is solved.")},
    )
    rating = forms.TypedChoiceField(
        label=_("How well was it dealt with?"),
        choices=[
            (5, _("5, very well")),
            (4, _("4, well")),
            (3, _("3, so so")),
            (2, _("2, badly")),
            (1, _("1, very badly")),
        ],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose from one to five.")},
    )
    comment = field_of(Case, "rating_comment", _("A sentence, if you like"), help_text=_("Read by the newsroom alone."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The accountability page counts by authority. Of several who asked the same, it counts the first.
        if self.case.authority_id and not self.case.duplicate_of_id:
            self.done = _("Thank you. Your word counts on the page about how questions are dealt with.")
        else:
            self.done = _("Thank you. What you think is noted.")


class ReopenForm(StepForm):
    name, step = "reopen", following.reopen_as_asker
    done = _("It is taken up once more. The deadlines count from now.")
    text = addition(_("What is still missing"), _("Write what is still missing."))


class EraseForm(StepForm):
    name, step = "erase", following.erase_contact
    done = _("Your contact is deleted. Nobody can ring you any more; this page goes on working.")


class PictureForm(StepForm):
    name, step = "picture", following.delete_picture
    done = _("The picture is deleted.")
    number = forms.IntegerField(widget=forms.HiddenInput)


class ConsentForm(StepForm):
    name, step = "consent", following.take_consent_back
    done = _("Your consent is taken back. The paper publishes none of your pictures from now on.")


class WithdrawForm(StepForm):
    name, step = "withdraw", following.withdraw
    done = _("It is withdrawn.")


FORMS = {form.name: form for form in (AddForm, ContactForm, RateForm, ReopenForm, EraseForm, PictureForm, ConsentForm)}


def typed(request):
    """Return what was written into the form that was sent, as (label, text), to be given back where it is not taken."""
    form = FORMS.get(request.resolver_match.kwargs.get("action"))
    fields = form.base_fields if form else {}
    texts = {name: request.POST.get(name, "").strip() for name, field in fields.items() if type(field) in TEXTS}
    return [(fields[name].label, text) for name, text in texts.items() if text]
