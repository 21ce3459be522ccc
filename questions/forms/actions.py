"""What a member of a desk types for each CaseAction. The steps of the case say what is wrong with it."""

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from editing.uncut import UncutForm
from editorial.ckeditor import ShortTextWidget
from editorial.richtext import RichTextFormField

from ..models import Answer, Case, Event
from ..rules import CaseAction
from ..stages import answering, assigning, joining
from .lines import LinesField
from .people import PersonField

INTERNAL = Event._meta.get_field("internal_note")
ASKER = Answer._meta.get_field("asker")


class ActionForm(UncutForm):
    """The form of one action: `act` does it, or raises Refused.

    `subject` is the row of the case that the action is about, if there is one. `label` is written on the button,
    and `done` is said afterwards. A form that `waits_folded` opens at a click.
    """

    action = None
    label = ""
    done = ""
    waits_folded = True
    needs_second_press = False

    @classmethod
    def suits(cls, case):
        """Whether it is worth offering for `case`, where the rules allow its action."""
        return True

    def __init__(self, data=None, *, case, user, subject=None):
        self.case, self.user, self.subject = case, user, subject
        super().__init__(data, auto_id=f"{self.anchor}_%s")

    @classmethod
    def name(cls):
        """The part of its address that names this form."""
        return cls.action.value

    @property
    def anchor(self):
        """The id of the form on its page, and the prefix of its fields' ids.

        A page may show several forms of one kind, so the key of the subject is part of it.
        """
        return f"id_{self.name()}-{self.subject.pk}" if self.subject else f"id_{self.name()}"

    def act(self):
        raise NotImplementedError


def remark(label, **options):
    return LinesField(label=label, widget=forms.Textarea(attrs={"rows": 2}), required=False, **options)


def day(label, **options):
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class AdmitForm(ActionForm):
    action, label, done = CaseAction.ADMIT, _("No spam: admit it"), _("Admitted; it waits in the pool of its desk.")
    waits_folded = False

    def act(self):
        assigning.admit(self.case, self.user)


class ClaimForm(ActionForm):
    action, label, done = CaseAction.CLAIM, _("Claim"), _("It is in your hands now, and the asker can see that.")
    waits_folded = False

    def act(self):
        assigning.claim(self.case, self.user)


class ReleaseForm(ActionForm):
    action, label, done = CaseAction.RELEASE, _("Give back to the desk"), _("It is back in the pool of its desk.")
    note = remark(INTERNAL.verbose_name)

    def act(self):
        assigning.release(self.case, self.user, self.cleaned_data["note"])


class HandOverForm(ActionForm):
    action, label, done = CaseAction.HAND_OVER, _("Hand over"), _("It is in your colleague's hands now.")
    to = PersonField(label=_("To"), queryset=None, error_messages={"required": _("Say to whom.")})
    note = remark(INTERNAL.verbose_name)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.filter(is_active=True).exclude(pk=self.case.reporter_id or 0)
        of_the_desk = Q(desks=self.case.desk_id) | Q(headed_desks=self.case.desk_id)
        self.fields["to"].queryset = people.filter(of_the_desk).distinct().order_by("pk")

    def act(self):
        assigning.hand_over(self.case, self.user, self.cleaned_data["to"], self.cleaned_data["note"])


class SeeContactForm(ActionForm):
    action, label = CaseAction.SEE_CONTACT, _("Look at the contact (on record)")
    waits_folded = False

    def act(self):
        return assigning.show_contact(self.case, self.user)


class AnswerAskerForm(ActionForm):
    action, label, done = CaseAction.ANSWER, _("Answer the asker"), _("The asker can read your answer now.")
    reply = RichTextFormField(label=Case._meta.get_field("reply").verbose_name, required=False, widget=ShortTextWidget)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reply"].initial = self.case.reply

    def act(self):
        answering.answer_asker(self.case, self.user, self.cleaned_data["reply"])


class BeginAnswerForm(ActionForm):
    action, label, done = (
        CaseAction.BEGIN_ANSWER,
        _("Begin the public answer"),
        _("Draft begun. Read it for what is private."),
    )
    asker = forms.CharField(
        label=ASKER.verbose_name,
        required=False,
        max_length=ASKER.max_length,
        help_text=ASKER.help_text,
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

    def act(self):
        return answering.begin_answer(self.case, self.user, self.cleaned_data["asker"])


class JoinForm(ActionForm):
    """The first press shows the other case. The second press joins the two."""

    action, label, done = CaseAction.JOIN, _("Join with another case"), _("Joined: its asker follows this case now.")
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
        data = super().clean()
        if self.other and data.get("confirmed") != self.other.pk:
            self.needs_second_press = True
            self.data = self.data.copy()
            self.data["confirmed"] = self.other.pk
        return data

    def act(self):
        joining.join(self.case, self.user, self.other)
        return self.case.root


class NoteForm(ActionForm):
    action, label, done = CaseAction.NOTE, _("Write a note"), _("Noted.")
    internal = remark(_("For colleagues"), help_text=_("Nobody's name, telephone or address."))
    public = remark(_("For the asker to read"))

    def act(self):
        assigning.add_note(self.case, self.user, self.cleaned_data["internal"], self.cleaned_data["public"])
