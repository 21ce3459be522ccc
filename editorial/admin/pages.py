"""Two more pages of an item on the desk: its preview, and the door to a copy of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ..duplication import duplicate


class PreviewAndDuplicate:
    """Mixed into EditorialAdmin.

    A subclass names its `public_template` and gives its context in `public_context(item)`;
    `copied_rows` and `shared_rows` are the relations that a duplicate takes along, and
    `not_copied` the fields that it starts without.
    """

    public_template = None
    copied_rows = ()
    shared_rows = ()
    not_copied = ()

    def get_urls(self):
        prefix = f"{self.opts.app_label}_{self.opts.model_name}"
        view = self.admin_site.admin_view
        return [
            path("<int:pk>/preview/", view(self.preview_view), name=f"{prefix}_preview"),
            path("<int:pk>/duplicate/", view(self.duplicate_view), name=f"{prefix}_duplicate"),
            *super().get_urls(),
        ]

    def public_context(self, item):
        raise NotImplementedError

    @method_decorator(require_safe)
    def preview_view(self, request, pk):
        """The public page as it would be; what is public already is shown where it is."""
        item = self.item_or_404(request, pk)
        if item.is_live:
            return HttpResponseRedirect(item.get_absolute_url())
        return TemplateResponse(request, self.public_template, {**self.public_context(item), "preview": True})

    @method_decorator(require_POST)
    def duplicate_view(self, request, pk):
        item = self.item_or_404(request, pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        copy = duplicate(item, request.user, rows=self.copied_rows, shared=self.shared_rows, without=self.not_copied)
        self.log_addition(request, copy, [{"added": {}}])
        self.message_user(request, _("This is the copy, a draft of yours."), messages.SUCCESS)
        return HttpResponseRedirect(self.url_of("change", copy.pk))
