"""Rich text for those who may look at an item and not change it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class TextShown:
    """Mixed into the admin of whatever has a `body`. Those who may only look read the text as readers do."""

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "text_shown"]

    def get_fieldsets(self, request, obj=None):
        if obj is None or self.has_change_permission(request, obj):
            return self.fieldsets
        return [
            (name, {**options, "fields": ["text_shown" if field == "body" else field for field in options["fields"]]})
            for name, options in self.fieldsets
        ]

    @admin.display(description=_("text"))
    def text_shown(self, item):
        return item.body_html
