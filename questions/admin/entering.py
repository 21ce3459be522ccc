"""The staff type in what came by telephone, on paper or in person. The caller gets the same kind of receipt code."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from .. import receipts
from ..forms.entering import EnteringForm
from ..progress.status import by_words


class Entering:
    """Mixed into CaseAdmin."""

    def queue_new(self, request):
        """What the first page offers besides the kinds that are published: entering a question for a caller."""
        may_enter = self.has_add_permission(request)
        return [{"word": _("Enter for a caller"), "url": self.url_of("add")}] if may_enter else []

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def add_view(self, request, form_url="", extra_context=None):
        """Show the form, and answer it with the receipt code.

        The code is stored nowhere, so it cannot be looked up later. The page with the code answers the POST itself,
        without a redirect. If it is loaded again, it shows the same case with the same code.
        """
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = EnteringForm(request.POST if request.method == "POST" else None, user=request.user)
        if not form.is_valid():
            has_desk = form.fields["desk"].queryset.exists()
            context = {**self.frame(request), "title": _("Enter for a caller"), "form": form, "has_desk": has_desk}
            status = 422 if form.errors else 200
            return TemplateResponse(request, "admin/questions/case/entering.html", context, status=status)
        case, code, _is_new = form.receive(request.user)
        context = {
            **self.frame(request),
            "title": _("Taken in: %s") % case,
            "case": case,
            "answer_by": by_words(case.answer_due),
            "code": receipts.shown(code),
            "track": f"{settings.SITE_URL}{reverse('questions:track')}",
        }
        return TemplateResponse(request, "admin/questions/case/entered.html", context)
