"""The public page of an item, or of one of its versions, as the desk may see it before readers do."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.views.decorators.clickjacking import xframe_options_sameorigin

from text.numbers import number_in

from .. import snapshots
from ..models import Publishable


def show_preview(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> HttpResponse:
    """Show the public page as it would be, or as the version `?version=` holds it.

    Without `?version=`, a public item leads to its public page.
    """
    if "version" in request.GET:
        return _preview_of_version(admin, request, item)
    if item.is_live:
        return HttpResponseRedirect(item.get_absolute_url())
    return TemplateResponse(request, admin.public_template, {**admin.public_context(item), "preview": True})


# A version is shown beside the form too, in a frame of our own page. Nobody else may frame it.
BESIDE_THE_FORM = {"frame-ancestors": [SELF]}


def _preview_of_version(admin: ModelAdmin, request: HttpRequest, item: Publishable) -> HttpResponse:
    version = get_object_or_404(item.versions, number=number_in(request.GET["version"]))
    # A version of a public item may have been public itself. Only of a proposed one it is certain that it was not.
    of_public = item.is_live and version.proposal_id is None
    seen = admin.public_context(snapshots.as_item(item, version.data))
    context = {**seen, "preview": True, "version": version, "of_public": of_public}
    response = TemplateResponse(request, admin.public_template, context)
    return xframe_options_sameorigin(csp_replace(BESIDE_THE_FORM)(lambda request: response))(request)
