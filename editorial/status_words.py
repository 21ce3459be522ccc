"""The status of an item, as lists of the desk show it."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _


@admin.display(description=_("state"), ordering="state")
def status_word(item):
    """The item's status as a word that has a colour."""
    return format_html('<span class="status status-{}">{}</span>', item.status_code, item.status_word)
