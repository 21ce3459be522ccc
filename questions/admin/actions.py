"""Every action with a case. Each action is one POST, judged by `rules` and by the step that it calls."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from .. import rules
from ..forms.actions import AnswerAskerForm
from ..rules import CaseAction
from .case_page import answer_page, case_page, contact_page
from .offers import FORMS


def act(admin, request, case, name):
    """Do the action `name` and go back to the case.

    If it is refused, show the page again with the reason and with what was typed.
    """
    if name not in FORMS:
        raise Http404
    form = FORMS[name](request.POST, case=case, user=request.user)
    if reason := rules.reason_against(form.action, request.user, case):
        form.add_error(None, reason)
    return _after(admin, request, form) if form.take() else _once_more(admin, request, case.pk, form)


def write_answer(admin, request, case):
    """The page on which the answer to the asker is written."""
    if reason := rules.reason_against(CaseAction.ANSWER, request.user, case):
        admin.message_user(request, reason, messages.ERROR)
        return redirect(admin.url_of("change", case.pk))
    return answer_page(admin, request, case, AnswerAskerForm(case=case, user=request.user))


def _once_more(admin, request, pk, form):
    """The page with the form that was sent, and with the case as it is now."""
    case = admin.item_or_404(request, pk)
    if form.action == CaseAction.ANSWER and rules.reason_against(CaseAction.ANSWER, request.user, case) is None:
        return answer_page(admin, request, case, form, form.status)
    return case_page(admin, request, case, form, form.status)


def _after(admin, request, form):
    if form.action == CaseAction.SEE_CONTACT and form.result:
        return contact_page(admin, request, form.case, form.result)
    if form.action == CaseAction.SEE_CONTACT:
        admin.message_user(request, _("No contact was left, or it is deleted already."), messages.WARNING)
    else:
        admin.message_user(request, form.done, messages.SUCCESS)
    if form.action == CaseAction.BEGIN_ANSWER:
        return redirect(f"{admin.admin_site.name}:questions_answer_change", form.result.pk)
    # A case that has just been joined with another one is followed to that one.
    shown = form.case.root if form.action == CaseAction.JOIN else form.case
    return redirect(admin.url_of("change", shown.pk))
