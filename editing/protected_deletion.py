"""What is in use is not deleted. The editor reads where it is used."""

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _

from .usage import usage_of


class ProtectedDeletionMixin:
    """What is in use is not deleted; the editor reads where it is used instead."""

    delete_confirmation_template = "admin/editing/delete_unless_used.html"
    delete_selected_confirmation_template = "admin/editing/delete_selected_unless_used.html"

    def get_deleted_objects(self, objs, request):
        deleted, counts, lacking, protected = super().get_deleted_objects(objs, request)
        if usage := usage_of(objs, request, self.admin_site):
            lacking, protected = set(), usage.lines
        return deleted, counts, lacking, protected

    def delete_view(self, request, object_id, extra_context=None):
        try:
            return super().delete_view(request, object_id, extra_context)
        except IntegrityError:
            return self._came_into_use(request)

    def changelist_view(self, request, extra_context=None):
        if request.method != "POST":
            return super().changelist_view(request, extra_context)
        try:
            with transaction.atomic():
                return super().changelist_view(request, extra_context)
        except IntegrityError:
            return self._came_into_use(request)

    def _came_into_use(self, request):
        self.message_user(request, _("Nothing was deleted: it came into use just now."), messages.ERROR)
        return HttpResponseRedirect(request.get_full_path())
