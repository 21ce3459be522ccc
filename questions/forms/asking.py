"""What a citizen may type: first the question alone, then what its desk wants to know besides."""

import secrets
import string

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from editing.uncut import UncutForm
from storage.forms import TakesFilesMixin

from .. import how_it_works, receipts, spam
from ..models.case import LONGEST_QUESTION
from ..models.contact import Contact
from ..models.desk import Category, Desk
from ..rules import MOST_PICTURES
from ..stages.collecting import CONTACT_PARTS
from ..unsent import UnsentPictures
from .column_fields import ADDRESS, NAME, LinesField, field_of
from .pictures import PicturesField, cleaned
from .places import PlaceField
from .telephone import TelephoneField

SUBMISSION = 32  # hexadecimal digits
TYPED = {"text", "place", "category", "address", "name", "telephone"}


class QuestionForm(UncutForm):
    """The first screen.

    `submission` is the form's own secret, by which the form is recognised when it is sent again.
    """

    text = LinesField(
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_QUESTION,
        error_messages={"required": _("Write what it is about.")},
    )

    def __init__(self, desk, data=None, files=None, **options):
        super().__init__(data, files, **options)
        self.desk = desk
        typed = (data or self.initial).get("_submission", "")
        is_ours = len(typed) == SUBMISSION and set(typed) <= set(string.hexdigits)
        self.submission = typed if is_ours else secrets.token_hex(SUBMISSION // 2)
        self.fields["text"].label = how_it_works.PROMPTS[desk.kind]
        self.fields["text"].widget.attrs["data-draft"] = desk.slug

    def clean_text(self):
        text = self.cleaned_data["text"]
        if not any(character.isalnum() for character in text):
            raise ValidationError(self.fields["text"].error_messages["required"])
        return text

    @property
    def code(self):
        """The receipt code for what was typed, whether it was sent already or not."""
        return receipts.derive(self.submission, self.desk.pk, self.cleaned_data.get("text", ""))

    @property
    def typed(self):
        """What was typed or chosen, as (label, text), to be given back where it cannot be sent."""
        self.is_valid()
        fields = {name: field for name, field in self.fields.items() if name in TYPED}
        # What was typed is given back even if it is not valid.
        texts = {
            name: self.data.get(name, "") if isinstance(field, forms.CharField) else self.cleaned_data.get(name) or ""
            for name, field in fields.items()
        }
        return [(fields[name].label, str(text)) for name, text in texts.items() if str(text).strip()]


class AskForm(TakesFilesMixin, QuestionForm):
    """The second screen: the question once more, and the fields of its desk."""

    place = PlaceField(label=_("Place of the matter"), help_text=_("Where it is, not where you live."))
    category = forms.ModelChoiceField(Category.objects.none(), label=_("What it is about"))
    address = field_of(
        Contact,
        "address",
        _("Exact address"),
        help_text=_("Street, number, which entrance. Kept with your telephone, and published nowhere."),
        widget=ADDRESS,
    )
    pictures = PicturesField(
        label=_("Pictures"),
        help_text=format_lazy(
            _("JPEG, PNG or WebP, {most} at most, {size} MB each. Place and time are taken out of the file."),
            most=MOST_PICTURES,
            size=settings.CASE_PICTURE_MAX_BYTES // 2**20,
        ),
    )
    may_be_published = forms.BooleanField(label=_("The paper may publish these pictures."), required=False)
    name = field_of(Contact, "name", _("Your name"), help_text=_("王女士 is enough."), widget=NAME)
    telephone = field_of(Contact, "telephone", _("Telephone"), form_class=TelephoneField)
    # People do not see this field. Programs that fill in every field fill it in too.
    subject = forms.CharField(required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}))

    def __init__(self, desk, data=None, files=None, **options):
        super().__init__(desk, data, files, **options)
        self.new_pictures = []
        self.unsent = UnsentPictures(self.submission, self.data.get("_unsent", ""))
        if "_drop" in self.data:
            self.unsent.discard()
        self.fields["place"].offer(desk.place)
        self.fields["category"].queryset = desk.categories.all()
        asked = {
            "place": desk.asks_place if self.fields["place"].is_a_choice else Desk.Asks.NOT,
            "category": desk.asks_category if desk.categories.exists() else Desk.Asks.NOT,
            "address": desk.asks_address,
            "pictures": desk.asks_pictures,
            "name": desk.asks_contact,
            "telephone": desk.asks_contact,
        }
        for name, asks in asked.items():
            if asks == Desk.Asks.NOT:
                del self.fields[name]
            else:
                self._ask(self.fields[name], asks == Desk.Asks.MUST)
        if "pictures" not in self.fields:
            del self.fields["may_be_published"]

    def _ask(self, field, is_needed):
        field.required = is_needed
        field.error_messages["required"] = _("This is needed.")
        if isinstance(field, forms.ModelChoiceField):
            label = _("Please choose") if is_needed else _("Not chosen")
            field.choices = [("", label), *list(field.choices)[1:]]

    def clean_pictures(self):
        kept = self.unsent.load()
        self.new_pictures, problems = cleaned(self.cleaned_data["pictures"], MOST_PICTURES - len(kept))
        if problems:
            raise ValidationError(problems)
        if self.fields["pictures"].required and not (kept or self.new_pictures):
            raise ValidationError(_("Add a picture at least."))
        return kept + self.new_pictures

    @property
    def is_suspect(self):
        return bool(self.cleaned_data["subject"]) or spam.is_suspect(self.cleaned_data["text"])

    @property
    def extras(self):
        """What else was sent with the question, under the parameter names of `collecting.lacks`."""
        data = self.cleaned_data
        return {
            "contact": {name: data.get(name, "") for name in CONTACT_PARTS},
            "pictures": data.get("pictures", []),
            "may_be_published": data.get("may_be_published", False),
        }

    @property
    def received(self):
        """What `collecting.receive` needs, under its parameter names."""
        data = self.cleaned_data
        place = data.get("place")
        if self.desk.asks_place != Desk.Asks.NOT and "place" not in self.fields:
            place = self.desk.place
        return {
            "text": data["text"],
            "submission": self.submission,
            "place": place,
            "category": data.get("category"),
            "is_held": self.is_suspect,
            **self.extras,
        }
