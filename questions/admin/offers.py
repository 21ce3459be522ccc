"""What can be done with a case now, each action as a form of its own, and which of them comes next."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..forms import actions, referring
from ..models import CasePicture, Promise, Referral
from ..rules import CaseAction
from .case_words import first_words

# The actions that concern the whole case, in the groups in which its page shows them.
GROUPS = [
    (_("The authority"), [referring.ReferForm, referring.PromiseForm]),
    (_("The answer"), [actions.AnswerAskerForm, actions.BeginAnswerForm]),
    (_("Colleagues"), [actions.NoteForm, actions.HandOverForm, actions.ReleaseForm]),
    (_("The end"), [actions.ReopenAtDeskForm, actions.CloseForm, actions.JoinForm]),
]
# The others are offered where they come next, or at the row that they are about.
FORMS = {form.name: form for form in (
    *(form for _name, forms in GROUPS for form in forms),
    actions.AdmitForm, actions.RefuseSpamForm, actions.ClaimForm, actions.SeeContactForm,
    referring.RecordReplyForm, referring.RevokeForm, referring.KeepPromiseForm, referring.ExtendPromiseForm,
    referring.ChoosePictureForm,
)}  # fmt: skip


class Offers:
    """The actions that `user` can be offered for a case, each as a form of its own."""

    def __init__(self, admin, case, user, sent):
        self.admin, self.case, self.user, self.sent = admin, case, user, sent
        self.possible = rules.possible_actions(user, case)
        self.is_sent_shown = False

    def offers(self, forms, subject=None, but=()):
        offered = [form for form in forms if form.action in self.possible and form.suits(self.case)]
        return [self._offer(form, subject) for form in offered if form not in but]

    def offers_of(self, subject):
        return self.offers(_forms_about(subject), subject)

    def _offer(self, form_class, subject):
        form = form_class(case=self.case, user=self.user, subject=subject)
        link = self._link_to(form)
        is_sent = type(self.sent) is form_class and self.sent.subject == subject and not link
        if is_sent:
            form, self.is_sent_shown = self.sent, True
        return {
            "form": form,
            "is_open": is_sent,
            "other_words": first_words(form.other) if form.needs_second_press else "",
            "link": link,
            "url": self.admin.url_of("action", self.case.pk, form.name),
        }

    def _link_to(self, form):
        """The address of the separate page on which `form` is filled in; an empty string where it has none."""
        if form.action == CaseAction.ANSWER:
            return self.admin.url_of("answer", self.case.pk)
        if form.action == CaseAction.BEGIN_ANSWER and form.is_begun:
            return reverse(f"{self.admin.admin_site.name}:questions_answer_change", args=[self.case.answer_id])
        return ""


def next_forms(case, has_reply):
    """Return the forms of what comes next for `case`.

    The page shows them first, apart from the rest, and the first of them in red.
    """
    if case.is_held:
        return [actions.AdmitForm, actions.RefuseSpamForm]
    if not case.is_in_hands:
        return [actions.ClaimForm]
    if case.has_answer or case.desk.collects_comments:
        return [actions.CloseForm]
    if case.status == case.Status.ASSIGNED and not has_reply:
        return [referring.ReferForm]
    if case.status == case.Status.ASSIGNED:
        return [actions.BeginAnswerForm if case.desk.publishes_answers else actions.AnswerAskerForm]
    return []


def _forms_about(subject):
    match subject:
        case Referral(is_settled=False):
            return [referring.RecordReplyForm, referring.RevokeForm]
        case Promise(kept_on=None, is_broken=False):
            return [referring.KeepPromiseForm, referring.ExtendPromiseForm]
        case Promise(kept_on=None):
            return [referring.KeepPromiseForm]
        case CasePicture(photo_id=None, may_be_published=True):
            return [referring.ChoosePictureForm]
    return []
