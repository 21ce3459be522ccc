from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .. import chains, next_in_chain
from ..models import Notice


class JoiningForm(forms.Form):
    """Asks behind which notice a draft is put, and what the draft does to that notice."""

    before = forms.ModelChoiceField(
        Notice.objects.none(),
        label=_("The notice before it"),
        help_text=_("Type words of its headline, its document number or its index number."),
        error_messages={
            "required": _("Choose the notice that it follows."),
            "invalid_choice": _("There is no such notice."),
        },
    )
    relation = forms.ChoiceField(
        label=_("What this does to it"),
        choices=chains.Relation,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say what this does to the notice before it.")},
    )

    def __init__(self, notice, notices, widget, data=None):
        """`notices` are those that the person may see. `widget` is the widget of the field `before`."""
        super().__init__(data)
        self.notice = notice
        self.fields["before"].widget = widget
        self.fields["before"].queryset = notices

    def clean(self):
        data = super().clean()
        before, relation = data.get("before"), data.get("relation")
        if before is None:
            return data
        if self.notice.follows_id:
            raise ValidationError(_("It stands behind a notice already. Take it off that chain first."))
        if fault := chains.reason_against_joining(self.notice, before):
            self.add_error("before", fault)
        elif relation and (fault := next_in_chain.reason_against(relation, before)):
            self.add_error("relation", fault)
        return data
