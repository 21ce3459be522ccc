"""The public page of an item, or of one of its versions, as the desk may see it before readers do."""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from text.numbers import number_in

from .. import snapshots


class Preview:
    """Mixed into EditorialAdmin.

    A subclass names its `public_template` and gives its context in `public_context(item)`,
    for an item as it is saved or as `snapshots.as_item` made it.
    """

    public_template = None

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        view = self.admin_site.admin_view(self.preview_view)
        return [path("<int:pk>/preview/", view, name=name), *super().get_urls()]

    def public_context(self, item):
        raise NotImplementedError

    @method_decorator(require_safe)
    def preview_view(self, request, pk):
        """Show the public page as it would be, or as the version `?version=` holds it.

        Without `?version=`, a public item leads to its public page.
        """
        item = self.item_or_404(request, pk)
        if "version" in request.GET:
            return self._preview_of_version(request, item)
        if item.is_live:
            return HttpResponseRedirect(item.get_absolute_url())
        return TemplateResponse(request, self.public_template, {**self.public_context(item), "preview": True})

    def _preview_of_version(self, request, item):
        version = get_object_or_404(item.versions, number=number_in(request.GET["version"]))
        # A version of a public item may have been public itself. Only of a proposed one it is certain that it was not.
        of_public = item.is_live and version.proposal_id is None
        seen = self.public_context(snapshots.as_item(item, version.data))
        context = {**seen, "preview": True, "version": version, "of_public": of_public}
        return TemplateResponse(request, self.public_template, context)
