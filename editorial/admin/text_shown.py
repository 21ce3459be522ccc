"""Rich text for those who may look at an item and not change it. They read it as readers do."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


@admin.display(description=_("text"))
def text_shown(item):
    return item.body_html


def with_text_shown(fieldsets):
    """Return `fieldsets` with the text as it is read, where they hold the one that is edited."""
    return [
        (name, {**options, "fields": [text_shown if field == "body" else field for field in options["fields"]]})
        for name, options in fieldsets
    ]
