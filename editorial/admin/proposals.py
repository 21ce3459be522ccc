"""Begins, shows and brings up to date proposed versions of what is public. Their form is in `proposal_desk`."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from .. import rules, snapshots
from ..comparison import compare
from ..models import Proposal, Refused
from .given_back import not_saved
from .proposal_desk import ProposalDesk


class Proposals:
    """Mixed into EditorialAdmin."""

    def get_urls(self):
        name, view = f"{self.opts.app_label}_{self.opts.model_name}", self.admin_site.admin_view
        return [
            path("<int:pk>/propose/", view(self.propose_view), name=f"{name}_propose"),
            path("<int:pk>/proposal/", view(self.proposal_view), name=f"{name}_proposal"),
            path("<int:pk>/proposal/catch-up/", view(self.catch_up_view), name=f"{name}_proposal_catch_up"),
            *super().get_urls(),
        ]

    @method_decorator(require_POST)
    def propose_view(self, request, pk):
        """Begin a proposed version, or go to the one that somebody has begun."""
        item = self.item_or_404(request, pk)
        if not rules.may_work_on(request.user, item):
            raise PermissionDenied
        try:
            Proposal.begin(item, request.user)
        except Refused as refused:
            self.message_user(request, " ".join(refused.messages), messages.ERROR)
            return HttpResponseRedirect(self.url_of("change", pk))
        return HttpResponseRedirect(self.url_of("proposal", pk))

    @method_decorator(require_http_methods(["GET", "HEAD", "POST"]))
    def proposal_view(self, request, pk):
        """Show the form to whoever may edit the proposed version. Others read what it would change."""
        proposal = self.subject_or_404(request, pk, proposed=True, or_closed=request.method == "POST")
        if not proposal.is_open:
            return not_saved(self, request, proposal)
        if request.method == "POST" or rules.may_edit(request.user, proposal):
            desk = type("ProposalDesk", (ProposalDesk, type(self)), {})(self.model, self.admin_site)
            return desk.changeform_view(request, str(pk))
        context = {
            **self.admin_site.each_context(request),
            **self.panel(request, proposal),
            "title": _("Proposed version"),
            "subtitle": str(proposal),
            "opts": self.opts,
            "media": self.media,
            **self.comparison_of(proposal),
        }
        return TemplateResponse(request, "admin/editorial/proposal.html", context)

    @method_decorator(require_POST)
    @method_decorator(transaction.atomic)
    def catch_up_view(self, request, pk):
        proposal = self.subject_or_404(request, pk, proposed=True).locked()
        if not rules.may_edit(request.user, proposal):
            raise PermissionDenied
        if proposal.is_behind:
            proposal.catch_up(request.user)
            self.message_user(request, _("What had changed in the public text is taken over."), messages.SUCCESS)
        return HttpResponseRedirect(self.url_of("proposal", pk))

    def comparison_of(self, proposal):
        """Return what the proposed version changes, and what has changed for readers since it was written."""
        return {
            "changes": compare(self.model, proposal.base_data(), proposal.data),
            "changed_meanwhile": compare(self.model, proposal.base_data(), snapshots.snapshot_of(proposal.item))
            if proposal.is_behind
            else [],
        }
