"""What a member of a desk says when a case ends, or is taken up again."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..models import Case, Event
from ..rules import CaseAction
from ..stages import closing
from .actions import ActionForm, remark


class RefuseSpamForm(ActionForm):
    action, label, done = CaseAction.CLOSE, _("Spam indeed: do not take it up"), _("Not taken up, and closed.")
    waits_folded = False

    @classmethod
    def name(cls):
        return "refuse_spam"

    @classmethod
    def suits(cls, case):
        return case.is_held

    def act(self):
        closing.close(self.case, self.user, Case.Outcome.REFUSED, gettext("Not taken up."))


class CloseForm(ActionForm):
    action, label, done = CaseAction.CLOSE, _("Close the case"), _("The case is closed.")
    outcome = forms.ChoiceField(
        label=Case._meta.get_field("outcome").verbose_name,
        error_messages=dict.fromkeys(["required", "invalid_choice"], _("Choose how it ended.")),
    )
    note = remark(
        Event._meta.get_field("public_note").verbose_name,
        help_text=_("Read by the asker; needed where there is no answer."),
        error_messages={"required": _("Tell the asker why: closing without an answer needs a note.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        ends = [(end.value, end.label) for end in rules.possible_outcomes(self.case)]
        self.fields["outcome"].choices = [("", _("Choose an outcome")), *ends]
        self.fields["note"].required = not self.case.has_answer

    def act(self):
        closing.close(self.case, self.user, self.cleaned_data["outcome"], self.cleaned_data["note"])


class ReopenAtDeskForm(ActionForm):
    action, label, done = CaseAction.REOPEN, _("Reopen"), _("Reopened; its deadlines stay as they were.")
    note = remark(_("Why, for colleagues"))

    def act(self):
        closing.reopen(self.case, self.user, self.cleaned_data["note"])
