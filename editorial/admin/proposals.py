"""Begins, shows and brings up to date proposed versions of what is public. Their form is in `proposal_form`."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from .. import rules, snapshots
from ..comparison import compare
from ..models import Proposal, Publishable, Refused
from .given_back import not_saved
from .panel import panel


def propose(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> HttpResponse:
    """Begin a proposed version, or go to the one that somebody has begun."""
    try:
        Proposal.begin(item, request.user)
    except Refused as refused:
        admin.message_user(request, " ".join(refused.messages), messages.ERROR)
        return HttpResponseRedirect(admin.url_of("change", item.pk))
    return HttpResponseRedirect(admin.url_of("proposal", item.pk))


def show_proposal(admin: ModelAdmin, request: HttpRequest, proposal: Proposal) -> HttpResponse:
    """Show the form to whoever may edit the proposed version. Others read what it would change."""
    if not proposal.is_open:
        return not_saved(admin, request, proposal)
    if request.method == "POST" or rules.may_edit(request.user, proposal):
        return admin.of_proposals.changeform_view(request, str(proposal.object_id))
    return admin.page(
        request,
        "admin/editorial/proposal.html",
        **panel(admin, request, proposal),
        title=_("Proposed version"),
        subtitle=str(proposal),
        **comparison_of(proposal),
    )


def catch_up(admin: ModelAdmin, request: HttpRequest, proposal: Proposal) -> HttpResponse:
    proposal = proposal.locked()
    if proposal.is_behind:
        proposal.catch_up(request.user)
        admin.message_user(request, _("What had changed in the public text is taken over."), messages.SUCCESS)
    return HttpResponseRedirect(admin.url_of("proposal", proposal.object_id))


def comparison_of(proposal: Proposal) -> dict[str, Any]:
    """Return what the proposed version changes, and what has changed for readers since it was written."""
    kind, before = proposal.item_model, proposal.base_data()
    meanwhile = compare(kind, before, snapshots.snapshot_of(proposal.item)) if proposal.is_behind else []
    return {"changes": compare(kind, before, proposal.data), "changed_meanwhile": meanwhile}
