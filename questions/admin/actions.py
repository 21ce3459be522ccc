"""Every action with a case. Each action is one POST, judged by `rules` and by the step that it calls."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from .. import rules
from ..forms.actions import AnswerAskerForm
from ..rules import CaseAction
from .offers import FORMS


class CaseActions:
    """Mixed into CaseAdmin."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/actions/<slug:name>/", view(self.action_view), name="questions_case_action"),
            path("<int:pk>/answer/", view(self.answer_view), name="questions_case_answer"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def action_view(self, request, pk, name):
        """Do the action and go back to the case.

        If it is refused, show the page again with the reason and with what was typed.
        """
        if name not in FORMS:
            raise Http404
        case = self.case_or_404(request, pk)
        form = FORMS[name](request.POST, case=case, user=request.user)
        if reason := rules.reason_against(form.action, request.user, case):
            form.add_error(None, reason)
        return self._after(request, form) if form.take() else self._once_more(request, pk, form)

    @method_decorator(require_safe)
    def answer_view(self, request, pk):
        """The page on which the answer to the asker is written."""
        case = self.case_or_404(request, pk)
        if reason := rules.reason_against(CaseAction.ANSWER, request.user, case):
            self.message_user(request, reason, messages.ERROR)
            return redirect(self.url_of("change", pk))
        return self.answer_page(request, case, AnswerAskerForm(case=case, user=request.user))

    def _once_more(self, request, pk, form):
        """The page with the form that was sent, and with the case as it is now."""
        case = self.case_or_404(request, pk)
        status = 422 if form.errors else 200
        if form.action == CaseAction.ANSWER and rules.reason_against(CaseAction.ANSWER, request.user, case) is None:
            return self.answer_page(request, case, form, status)
        return self.case_page(request, case, form, status)

    def _after(self, request, form):
        if form.action == CaseAction.SEE_CONTACT and form.result:
            return self.contact_page(request, form.case, form.result)
        if form.action == CaseAction.SEE_CONTACT:
            self.message_user(request, _("No contact was left, or it is deleted already."), messages.WARNING)
        else:
            self.message_user(request, form.done, messages.SUCCESS)
        if form.action == CaseAction.BEGIN_ANSWER:
            return redirect(f"{self.admin_site.name}:questions_answer_change", form.result.pk)
        # A case that has just been joined with another one is followed to that one.
        shown = form.case.root if form.action == CaseAction.JOIN else form.case
        return redirect(self.url_of("change", shown.pk))
