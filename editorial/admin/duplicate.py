"""The button that makes a copy of an item."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseRedirect
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ..duplication import duplicate


class Duplicate:
    """Mixed into EditorialAdmin."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_duplicate"
        view = self.admin_site.admin_view(self.duplicate_view)
        return [path("<int:pk>/duplicate/", view, name=name), *super().get_urls()]

    @method_decorator(require_POST)
    def duplicate_view(self, request, pk):
        item = self.item_or_404(request, pk)
        if not self.has_add_permission(request):
            raise PermissionDenied
        with transaction.atomic():
            copy = duplicate(item, request.user)
            copy.keep_version(request.user, _("copied from number %d") % item.pk)
        self.log_addition(request, copy, [{"added": {}}])
        self.message_user(request, _("This is the copy, a draft of yours."), messages.SUCCESS)
        return HttpResponseRedirect(self.url_of("change", copy.pk))
