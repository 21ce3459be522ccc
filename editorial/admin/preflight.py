"""The pre-flight report of an item or of its proposed version. A final reviewer can override its blocks there."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from .. import preflight, rules
from ..models import Refused


class Preflight:
    """Mixed into EditorialAdmin."""

    def get_urls(self):
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        report, override, proposed = view(self.preflight_view), view(self.override_view), {"proposed": True}
        return [
            path("<int:pk>/preflight/", report, name=f"{name}_preflight"),
            path("<int:pk>/preflight/override/", override, name=f"{name}_override"),
            path("<int:pk>/proposal/preflight/", report, proposed, name=f"{name}_proposal_preflight"),
            path("<int:pk>/proposal/preflight/override/", override, proposed, name=f"{name}_proposal_override"),
            *super().get_urls(),
        ]

    @method_decorator(require_safe)
    def preflight_view(self, request, pk, proposed=False):
        return self._report(request, self.subject_or_404(request, pk, proposed))

    @method_decorator(require_POST)
    def override_view(self, request, pk, proposed=False):
        """Override one block, with a reason."""
        subject = self.subject_or_404(request, pk, proposed)
        if not rules.may_override(request.user, subject):
            raise PermissionDenied
        digest, reason = request.POST.get("digest", ""), request.POST.get("reason", "")
        try:
            finding = subject.override(digest, request.user, reason)
        except Refused as refused:
            told = {"digest": digest, "reason": reason, "error": " ".join(refused.messages)}
            return self._report(request, subject, told, status=422)
        self.message_user(request, _("Overridden: %s") % finding.message, messages.SUCCESS)
        return HttpResponseRedirect(self.url_of_subject(subject, "preflight"))

    def _report(self, request, subject, refused=None, status=200):
        report = preflight.run(subject.as_item())
        page = self.url_of_subject(subject)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Pre-flight report"),
            "subtitle": str(subject),
            "opts": self.opts,
            "item": subject.home,
            "subject": subject,
            "subject_url": page,
            "report": report,
            "blocks": [(finding, self._place(page, finding)) for finding in report.blocks],
            "warnings": [(finding, self._place(page, finding)) for finding in report.warnings],
            "override_url": self.url_of_subject(subject, "override"),
            "may_override": rules.may_override(request.user, subject),
            "refused": refused or {},
        }
        return TemplateResponse(request, "admin/editorial/preflight.html", context, status=status)

    def _place(self, page, finding):
        """Return the address at which `finding` is put right: the field on the form, or the group of rows."""
        if not finding.field:
            return page
        return f"{page}#{finding.field}-group" if finding.field in self.model.parts else f"{page}#id_{finding.field}"
