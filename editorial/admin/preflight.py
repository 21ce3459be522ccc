"""The pre-flight report of an item or of its proposed version. A final reviewer can override its blocks there."""

from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from .. import preflight, rules
from ..models import Refused
from ..models.reviewed import Reviewed
from .subjects import url_of_subject


def show_report(
    admin: ModelAdmin,
    request: HttpRequest,
    subject: Reviewed,
    refused: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show what the checks say. `refused` is an override that was refused, as it was typed."""
    report, address = preflight.run(subject.as_item()), url_of_subject(admin, subject)
    return admin.page(
        request,
        "admin/editorial/preflight.html",
        status,
        title=_("Pre-flight report"),
        subtitle=str(subject),
        item=subject.home,
        subject=subject,
        subject_url=address,
        report=report,
        blocks=[(finding, _place(admin, address, finding)) for finding in report.blocks],
        warnings=[(finding, _place(admin, address, finding)) for finding in report.warnings],
        override_url=url_of_subject(admin, subject, "override"),
        may_override=rules.may_override(request.user, subject),
        refused=refused or {},
    )


def override(admin: ModelAdmin, request: HttpRequest, subject: Reviewed) -> HttpResponse:
    """Override one block, with a reason."""
    digest, reason = request.POST.get("digest", ""), request.POST.get("reason", "")
    try:
        finding = subject.override(digest, request.user, reason)
    except Refused as refused:
        told = {"digest": digest, "reason": reason, "error": " ".join(refused.messages)}
        return show_report(admin, request, subject, told, status=422)
    admin.message_user(request, _("Overridden: %s") % finding.message, messages.SUCCESS)
    return HttpResponseRedirect(url_of_subject(admin, subject, "preflight"))


def _place(admin: ModelAdmin, address: str, finding: preflight.Finding) -> str:
    """Return the address at which `finding` is put right: the field on the form, or the group of rows."""
    if not finding.field:
        return address
    place = f"{finding.field}-group" if finding.field in admin.model.parts else f"id_{finding.field}"
    return f"{address}#{place}"
