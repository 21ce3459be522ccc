from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from editing.uncut import UncutForm

from ..models import Promise, Referral
from .column_fields import DAY, field_of


class ReplyForm(UncutForm):
    """What an authority's officer may write. `referring.take_reply` decides what of it is needed."""

    reply = field_of(
        Referral,
        "reply",
        _("Your reply"),
        error_messages={"required": _("Write a reply, or name the authority that is in charge.")},
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    names_instead = field_of(
        Referral,
        "names_instead",
        _("Not our matter; in charge is"),
        help_text=_("The name of the authority, where it is not yours. We shall ask there."),
    )
    promise = field_of(
        Promise,
        "text",
        _("What is promised"),
        help_text=_("In a few words, such as 更换路牌. The asker will read it."),
    )
    promised_for = forms.DateField(
        label=_("Done by"),
        error_messages={"invalid": _("Write the day as in 2026-11-30.")},
        widget=DAY,
        required=False,
    )
    officer = field_of(Referral, "officer", _("Who replies"), help_text=_("Office and surname, such as 市政科 陈."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reply"].required = not self["names_instead"].value()
        self.fields["promised_for"].widget.attrs["min"] = timezone.localdate().isoformat()

    @property
    def typed(self):
        """What was written, as (label, text), to be given back where it cannot be taken."""
        return [(bound.label, text) for bound in self if (text := bound.value() or "").strip()]

    def says_the_same_as(self, referral):
        """Whether the form repeats the reply that `referral` already has: the same reply was sent a second time.

        Once a reply is taken, a different one is not taken any more.
        """
        return all(getattr(referral, name) == self.cleaned_data[name] for name in ("reply", "names_instead", "officer"))
