"""The list of items."""

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from editing.model_admin import NewsroomModelAdmin
from text.numbers import number_in

from .. import rules
from .bulk_actions import SEEN, delete_selected
from .filters import DeskFilter, StatusFilter


class EditorialChangeList(ChangeList):
    def get_queryset(self, request, exclude_parameters=None):
        return self.model_admin.listed(super().get_queryset(request, exclude_parameters))


class PublishableListing(NewsroomModelAdmin):
    """The list of one kind of Publishable."""

    actions = [delete_selected]
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

    def has_review_permission(self, request):
        return rules.is_reviewer(request.user)

    def response_action(self, request, queryset):
        """Run an action on the keys that are selected. Anything else was made up, and selects nothing."""
        typed = request.POST.copy()
        keys = [key for key in typed.getlist(ACTION_CHECKBOX_NAME) if number_in(key) > 0]
        typed.setlist(ACTION_CHECKBOX_NAME, keys)
        request.POST = typed
        return super().response_action(request, queryset)

    @admin.display(description=mark_safe('<input type="checkbox" id="action-toggle">'))
    def action_checkbox(self, item):
        """Put beside the box the version of the item that this list shows.

        An item that has changed since is not decided on.
        """
        box = super().action_checkbox(item)
        return format_html('{}<input type="hidden" name="{}{}" value="{}">', box, SEEN, item.pk, item.version)


def short(time):
    """Return `time` in the city's time zone, as narrow as a list is: with the year only where it is another."""
    if not time:
        return None
    local = localtime(time)
    pattern = "m-d H:i" if local.year == localtime().year else "Y-m-d H:i"
    return format_html('<span class="time">{}</span>', date_format(local, pattern))


@admin.display(description=_("publication time"), ordering="publish_at", empty_value="")
def public_from(item):
    return short(item.publish_at)


@admin.display(description=_("last saved"), ordering="updated_at")
def saved(item):
    return short(item.updated_at)
