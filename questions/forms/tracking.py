from django import forms
from django.utils.translation import gettext_lazy as _

from editing.uncut import UncutForm

UNKNOWN = _("There is no case with this code. Please compare it with your receipt, letter by letter.")


class CodeForm(UncutForm):
    """The receipt code, copied from a slip of paper. Characters between its letters and digits are passed over."""

    code = forms.CharField(
        label=_("Receipt code"),
        help_text=_("12 letters and digits, such as 7K3M-Q9TX-2HWD. Capitals or not, with or without dashes."),
        error_messages={"required": UNKNOWN},
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "inputmode": "text"}
        ),
    )
