"""What a member of a desk types for an action with a case. The steps of the case say what is wrong with it."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy as _

from editorial.ckeditor import ShortTextWidget
from editorial.richtext import RichTextFormField
from text.numbers import number_in

from .. import rules
from ..models import Answer, Case, Event
from ..rules import CaseAction
from ..stages import answering, assigning, closing, joining
from .column_fields import field_of, remark
from .people import PersonField
from .step_form import StepForm

INTERNAL = Event._meta.get_field("internal_note").verbose_name


class ActionForm(StepForm):
    """The form of one action. `label` is written on the button. A form with fields to be seen opens at a click.

    `rows` is the relation of the case that holds the row that the action is about, if it is about one. Then `subject`
    is that row, which the form that was sent names by its key.
    """

    action: CaseAction
    name = ""  # in its address; that of the action, where none is given
    label = ""
    rows = ""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.name = cls.name or cls.action.value

    @classmethod
    def suits(cls, case):
        """Whether it is worth offering for `case`, where the rules allow its action."""
        return True

    def __init__(self, data=None, *, case, user, subject=None):
        self.user, self.subject = user, subject
        if self.rows and data is not None:
            self.subject = getattr(case, self.rows).filter(pk=number_in(data.get("subject", ""))).first()
        super().__init__(data, case=case)

    @property
    def anchor(self):
        """The id of the form. As a page may show several of one kind, the key of the subject is part of it."""
        return f"{super().anchor}-{self.subject.pk}" if self.subject else super().anchor

    @property
    def before_typed(self):
        return [self.case, self.user, self.subject] if self.rows else [self.case, self.user]

    def clean(self):
        if self.rows and self.subject is None:
            raise forms.ValidationError(_("It is not there any more."))
        return super().clean()


class AdmitForm(ActionForm):
    action, step = CaseAction.ADMIT, assigning.admit
    label, done = _("No spam: admit it"), _("Admitted; it waits in the pool of its desk.")


class RefuseSpamForm(ActionForm):
    action, name = CaseAction.CLOSE, "refuse_spam"
    label, done = _("Spam indeed: do not take it up"), _("Not taken up, and closed.")

    @staticmethod
    def step(case, user):
        closing.close(case, user, Case.Outcome.REFUSED, gettext("Not taken up."))


class ClaimForm(ActionForm):
    action, step = CaseAction.CLAIM, assigning.claim
    label, done = _("Claim"), _("It is in your hands now, and the asker can see that.")


class ReleaseForm(ActionForm):
    action, step = CaseAction.RELEASE, assigning.release
    label, done = _("Give back to the desk"), _("It is back in the pool of its desk.")
    note = remark(INTERNAL)


class HandOverForm(ActionForm):
    action, step = CaseAction.HAND_OVER, assigning.hand_over
    label, done = _("Hand over"), _("It is in your colleague's hands now.")
    to = PersonField(label=_("To"), queryset=None, error_messages={"required": _("Say to whom.")})
    note = remark(INTERNAL)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.filter(is_active=True).exclude(pk=self.case.reporter_id or 0)
        of_the_desk = Q(desks=self.case.desk_id) | Q(headed_desks=self.case.desk_id)
        self.fields["to"].queryset = people.filter(of_the_desk).distinct().order_by("pk")


class NoteForm(ActionForm):
    action, step = CaseAction.NOTE, assigning.add_note
    label, done = _("Write a note"), _("Noted.")
    internal = remark(_("For colleagues"), help_text=_("Nobody's name, telephone or address."))
    public = remark(_("For the asker to read"))


class SeeContactForm(ActionForm):
    action, step = CaseAction.SEE_CONTACT, assigning.show_contact
    label = _("Look at the contact (on record)")


class AnswerAskerForm(ActionForm):
    action, step = CaseAction.ANSWER, answering.answer_asker
    label, done = _("Answer the asker"), _("The asker can read your answer now.")
    reply = RichTextFormField(label=Case._meta.get_field("reply").verbose_name, required=False, widget=ShortTextWidget)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reply"].initial = self.case.reply


class BeginAnswerForm(ActionForm):
    action, step = CaseAction.BEGIN_ANSWER, answering.begin_answer
    label, done = _("Begin the public answer"), _("Draft begun. Read it for what is private.")
    asker = field_of(
        Answer,
        "asker",
        error_messages={"max_length": _("A public name has at most %(limit_value)d characters; 王女士 is enough.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_begun = bool(self.case.answer) and self.case.answer.state == Answer.State.DRAFT
        if self.is_begun:
            self.label = _("Go on with the public answer")

    @classmethod
    def suits(cls, case):
        State = Answer.State
        return case.desk.publishes_answers and (not case.answer or case.answer.state in {State.DRAFT, State.WITHDRAWN})


class JoinForm(ActionForm):
    """The first press shows the other case. The second press joins the two."""

    action, step = CaseAction.JOIN, joining.join
    label, done = _("Join with another case"), _("Joined: its asker follows this case now.")
    number = forms.IntegerField(
        label=_("Number of the case that goes on"), min_value=1, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    confirmed = forms.IntegerField(required=False, widget=forms.HiddenInput)

    other = None

    def clean_number(self):
        self.other = Case.objects.visible_to(self.user).filter(pk=self.cleaned_data["number"]).first()
        if self.other is None:
            raise forms.ValidationError(_("There is no such case at your desks."))
        return self.other.pk

    def clean(self):
        if self.other and self.cleaned_data.get("confirmed") != self.other.pk:
            self.needs_second_press = True
            self.data = self.data.copy()
            self.data["confirmed"] = self.other.pk
        return {"other": self.other}


class CloseForm(ActionForm):
    action, step = CaseAction.CLOSE, closing.close
    label, done = _("Close the case"), _("The case is closed.")
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


class ReopenAtDeskForm(ActionForm):
    action, step = CaseAction.REOPEN, closing.reopen
    label, done = _("Reopen"), _("Reopened; its deadlines stay as they were.")
    note = remark(_("Why, for colleagues"))
