"""What a member of a desk types in for somebody who rang, wrote or came."""

import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

from editing.uncut import UncutForm

from ..models import Case, Category, Contact, Desk
from ..stages import collecting
from ..stages.collecting import CONTACT_PARTS
from .column_fields import field_of
from .places import PlaceField
from .telephone import TelephoneField

CHANNELS = [channel for channel in Case.Channel if channel != Case.Channel.WEB]
KEY = 32  # characters of the form's own secret


class CategoryField(forms.ModelChoiceField):
    """A choice of categories. Each label names the desk too, as there may be several desks."""

    def label_from_instance(self, category):
        return f"{category.desk} · {category}"


class EnteringForm(UncutForm):
    """The form for staff. `submission` is its own secret, so that two presses make only one case."""

    submission = forms.CharField(widget=forms.HiddenInput, min_length=KEY, max_length=KEY)
    desk = field_of(
        Case,
        "desk",
        required=True,
        empty_label=_("Please choose"),
        error_messages={"required": _("Choose a desk.")},
    )
    channel = forms.ChoiceField(
        label=Case._meta.get_field("channel").verbose_name,
        choices=[(channel.value, channel.label) for channel in CHANNELS],
        widget=forms.RadioSelect,
        initial=Case.Channel.TELEPHONE,
        error_messages=dict.fromkeys(["required", "invalid_choice"], _("Say how it came.")),
    )
    text = field_of(
        Case,
        "text",
        help_text=_("In the asker's own words. Name, telephone and address go into the fields below."),
        required=True,
        error_messages={"required": _("Write what was asked.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    place = field_of(Case, "place", form_class=PlaceField)
    category = field_of(Case, "category", form_class=CategoryField, empty_label=_("Not chosen"))
    name = field_of(Contact, "name", _("asker's name"))
    telephone = field_of(Contact, "telephone", form_class=TelephoneField)
    address = field_of(Contact, "address", _("home address"))

    def __init__(self, data=None, *, user):
        super().__init__(data, initial={"submission": secrets.token_hex(KEY // 2)})
        desks = Desk.objects.of(user).open()
        self.fields["place"].offer(None)
        self.fields["desk"].queryset = desks
        self.fields["category"].queryset = Category.objects.filter(desk__in=desks).select_related("desk")
        for name in CONTACT_PARTS:
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self):
        typed = super().clean()
        desk, category = typed.get("desk"), typed.get("category")
        if desk and category and category.desk_id != desk.pk:
            self.add_error("category", _("This category belongs to another desk."))
        if desk and typed.get("address") and desk.asks_address == Desk.Asks.NOT:
            self.add_error("address", _("This desk does not keep addresses."))
        if desk and (typed.get("name") or typed.get("telephone")) and desk.asks_contact == Desk.Asks.NOT:
            self.add_error("name", _("This desk does not keep contacts."))
        return typed

    def receive(self, user):
        """Return (case, receipt code, whether it is new)."""
        typed = dict(self.cleaned_data)
        contact = {name: typed.pop(name) for name in CONTACT_PARTS}
        return collecting.receive(typed.pop("desk"), typed.pop("text"), contact=contact, entered_by=user, **typed)
