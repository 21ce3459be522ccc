"""The list of items."""

from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from .filters import DeskFilter, StatusFilter


class EditorialChangeList(ChangeList):
    def get_queryset(self, request, exclude_parameters=None):
        return self.model_admin.listed(super().get_queryset(request, exclude_parameters))


class PublishableListing:
    """Mixed into EditorialAdmin."""

    date_hierarchy = "publish_at"
    list_filter = [StatusFilter, DeskFilter, "publish_at"]
    list_per_page = 50
    ordering = [Coalesce("publish_at", "updated_at").desc(), "-pk"]
    show_full_result_count = False

    def listed(self, queryset):
        """Return `queryset` with what the list needs of each row.

        A subclass defers long texts, and fetches related rows that it shows.
        """
        return queryset

    def get_changelist(self, request, **kwargs):
        return EditorialChangeList

    @admin.display(description=_("state"), ordering="state")
    def status_word(self, item):
        return status_word(item)

    @admin.display(description=_("publication time"), ordering="publish_at", empty_value="")
    def public_from(self, item):
        return short(item.publish_at)

    @admin.display(description=_("last saved"), ordering="updated_at")
    def saved(self, item):
        return short(item.updated_at)


def short(time):
    """Return `time` in the city's time zone, as narrow as a list is: with the year only where it is another."""
    if not time:
        return None
    local = localtime(time)
    pattern = "m-d H:i" if local.year == localtime().year else "Y-m-d H:i"
    return format_html('<span class="time">{}</span>', date_format(local, pattern))


def status_word(item):
    """The item's status as a word that has a colour."""
    return format_html('<span class="status status-{}">{}</span>', item.status_code, item.status_word)
