"""All that is done with a case: each deed is one POST, judged by `rules` and by the step that it calls."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from editorial.models import Refused

from .. import rules
from ..forms import closing, deeds, referring
from ..rules import Deed

FORMS = {
    form.name(): form
    for form in (
        deeds.AdmitForm,
        closing.RefuseSpamForm,
        deeds.ClaimForm,
        deeds.ReleaseForm,
        deeds.HandOverForm,
        referring.ReferForm,
        referring.RevokeForm,
        referring.RecordReplyForm,
        referring.PromiseForm,
        referring.KeepPromiseForm,
        referring.ExtendPromiseForm,
        deeds.SeeContactForm,
        referring.ChoosePictureForm,
        deeds.AnswerForm,
        deeds.BeginAnswerForm,
        deeds.JoinForm,
        closing.CloseForm,
        closing.ReopenForm,
        deeds.NoteForm,
    )
}


class Deeds:
    """Mixed into CaseAdmin."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/deeds/<slug:name>/", view(self.deed_view), name="questions_case_deed"),
            path("<int:pk>/answer/", view(self.answer_view), name="questions_case_answer"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def deed_view(self, request, pk, name):
        """Do it and go back to the case; refused, say why, with what was typed as it was typed."""
        if name not in FORMS:
            raise Http404
        case = self.case_or_404(request, pk)
        form = FORMS[name](request.POST, case=case, user=request.user)
        if reason := rules.reason_against(form.deed, request.user, case):
            form.add_error(None, reason)
        if not form.is_valid() or form.needs_second_press:
            return self._once_more(request, pk, form)
        try:
            result = form.act()
        except Refused as refused:
            form.add_error(None, refused.messages)
            return self._once_more(request, pk, form)
        return self._after(request, case, form, result)

    @method_decorator(require_safe)
    def answer_view(self, request, pk):
        """Where the answer to the asker is written."""
        case = self.case_or_404(request, pk)
        if reason := rules.reason_against(Deed.ANSWER, request.user, case):
            self.message_user(request, reason, messages.ERROR)
            return HttpResponseRedirect(self.url_of("change", pk))
        return self.answer_page(request, case, deeds.AnswerForm(case=case, user=request.user))

    def _once_more(self, request, pk, form):
        """The page as things stand now, with the form that was sent."""
        case = self.case_or_404(request, pk)
        status = 422 if form.errors else 200
        if form.deed == Deed.ANSWER and rules.reason_against(Deed.ANSWER, request.user, case) is None:
            return self.answer_page(request, case, form, status)
        return self.case_page(request, case, form, status)

    def _after(self, request, case, form, result):
        if form.deed == Deed.SEE_CONTACT and result:
            return self.contact_page(request, case, result)
        if form.deed == Deed.SEE_CONTACT:
            self.message_user(request, _("No contact was left, or it is deleted already."), messages.WARNING)
        else:
            self.message_user(request, form.done, messages.SUCCESS)
        if form.deed == Deed.BEGIN_ANSWER:
            return HttpResponseRedirect(reverse(f"{self.admin_site.name}:questions_answer_change", args=[result.pk]))
        shown = result if form.deed == Deed.JOIN else case
        return HttpResponseRedirect(self.url_of("change", shown.pk))
