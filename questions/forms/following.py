"""What the asker may type on the page of their case. The step itself says whether it may be done now."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from editing.uncut import UncutForm

from ..models import Addition, Case, Contact, Desk
from ..rules import MOST_PICTURES
from ..stages import following
from ..stages.collecting import CONTACT_PARTS
from .lines import LinesField
from .pictures import PicturesField, cleaned
from .telephone import TelephoneField

LONGEST = {part: Contact._meta.get_field(part).max_length for part in CONTACT_PARTS}
TEXTS = {forms.CharField, LinesField, TelephoneField}


class AskersForm(UncutForm):
    """One thing that an asker does with `case`: `act` does it, or raises Refused; `done` is said afterwards."""

    name = ""  # in the form's address
    done = ""

    def __init__(self, data=None, files=None, *, case):
        super().__init__(data, files, auto_id=f"id_{self.name}_%s")
        self.case = case

    def act(self):
        raise NotImplementedError


class AddForm(AskersForm):
    name, done = "add", _("Added. The reporter reads it with your question.")
    text = LinesField(
        label=_("What you want to add"),
        max_length=Addition.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you want to add.")},
    )
    pictures = PicturesField(
        label=_("Pictures"), required=False, help_text=_("JPEG, PNG or WebP; four in all, with those you sent before.")
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

    def act(self):
        following.add(self.case, **self.cleaned_data)


class ContactForm(AskersForm):
    """A field that is left empty stays as it is. The page never shows what is stored, so it cannot be typed over."""

    name, done = "contact", _("Your contact was changed.")
    person = forms.CharField(
        label=_("Your name"),
        max_length=LONGEST["name"],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    telephone = TelephoneField(label=_("Telephone"), max_length=LONGEST["telephone"], required=False)
    address = forms.CharField(
        label=_("Exact address"),
        max_length=LONGEST["address"],
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "address-line1"}),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.case.desk.asks_address == Desk.Asks.NOT:
            del self.fields["address"]

    def clean(self):
        data = super().clean()
        if not self.errors and not any(data.values()):
            raise ValidationError(_("Write what has changed; what you leave empty stays as it is."))
        return data

    def act(self):
        typed = {**self.cleaned_data, "name": self.cleaned_data["person"]}
        following.change_contact(self.case, {part: typed.get(part, "") for part in CONTACT_PARTS})


class RateForm(AskersForm):
    name = "rate"
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
    comment = forms.CharField(
        label=_("A sentence, if you like"),
        max_length=Case._meta.get_field("rating_comment").max_length,
        required=False,
        help_text=_("Read by the newsroom alone."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # The accountability page counts by authority. Of several who asked the same, it counts the first.
        if self.case.authority_id and not self.case.duplicate_of_id:
            self.done = _("Thank you. Your word counts on the page about how questions are dealt with.")
        else:
            self.done = _("Thank you. What you think is noted.")

    def act(self):
        following.rate(self.case, **self.cleaned_data)


class ReopenForm(AskersForm):
    name, done = "reopen", _("It is taken up once more. The deadlines count from now.")
    text = LinesField(
        label=_("What is still missing"),
        max_length=Addition.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what is still missing.")},
    )

    def act(self):
        following.reopen_as_asker(self.case, self.cleaned_data["text"])


class EraseForm(AskersForm):
    name, done = "erase", _("Your contact is deleted. Nobody can ring you any more; this page goes on working.")

    def act(self):
        following.erase_contact(self.case)


class PictureForm(AskersForm):
    name, done = "picture", _("The picture is deleted.")
    number = forms.IntegerField(widget=forms.HiddenInput)

    def act(self):
        following.delete_picture(self.case, self.cleaned_data["number"])


class ConsentForm(AskersForm):
    name, done = "consent", _("Your consent is taken back. The paper publishes none of your pictures from now on.")

    def act(self):
        following.take_consent_back(self.case)


class WithdrawForm(AskersForm):
    name, done = "withdraw", _("It is withdrawn.")

    def act(self):
        following.withdraw(self.case)


FORMS = {form.name: form for form in (AddForm, ContactForm, RateForm, ReopenForm, EraseForm, PictureForm, ConsentForm)}


def typed(request):
    """Return what was written into the form that was sent, as (label, text), to be given back where it is not taken."""
    form = FORMS.get(request.resolver_match.kwargs.get("action"))
    fields = form.base_fields if form else {}
    texts = {name: request.POST.get(name, "").strip() for name, field in fields.items() if type(field) in TEXTS}
    return [(fields[name].label, text) for name, text in texts.items() if text]
