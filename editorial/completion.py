"""What a field finds while one types: only for those who may fill in a form with the field."""

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied


class Completion(AutocompleteJsonView):
    """Names what was found as its admin's `found_as` does, so that two places of one name can be told apart."""

    def process_request(self, request):
        """Raise PermissionDenied for a field that is in no form that the user may fill in.

        Django's own view completes every relation there is, and breaks on those that point the other way.
        """
        app_label, model_name, field_name = map(request.GET.get, ("app_label", "model_name", "field_name"))
        if not any(
            (form.opts.app_label, form.opts.model_name) == (app_label, model_name)
            and field_name in form.get_autocomplete_fields(request)
            for form in _forms_of(self.admin_site, request)
        ):
            raise PermissionDenied
        return super().process_request(request)

    def get_queryset(self):
        """Put the newest first where the admin's rows are in no order. Otherwise pages of them would overlap."""
        found = super().get_queryset()
        return found if found.ordered else found.order_by("-pk")

    def serialize_result(self, obj, to_field_name):
        found_as = getattr(self.model_admin, "found_as", str)
        return {**super().serialize_result(obj, to_field_name), "text": found_as(obj)}


def _forms_of(admin_site, request):
    """Yield the admins whose form the user of `request` may fill in, and the inlines in each."""
    for desk in admin_site._registry.values():
        if desk.has_add_permission(request) or desk.has_change_permission(request):
            yield desk
            yield from desk.get_inline_instances(request)
