from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from editing.model_admin import NewsroomModelAdmin
from editing.protected_deletion import ProtectedDeletionMixin
from editing.second_look import SecondLookMixin
from editing.uncut import UncutTextMixin
from editorial import rules
from editorial.admin.listing import short
from editorial.queue.queue_counts import QueueCount

from ..models import Column

SILENT = _("columns that have been silent too long")


class SilenceFilter(admin.SimpleListFilter):
    title = _("regularity")
    parameter_name = "silent"

    def lookups(self, request, model_admin):
        return [("yes", SILENT)]

    def queryset(self, request, queryset):
        return queryset.silent() if self.value() == "yes" else queryset


@admin.register(Column)
class ColumnAdmin(SecondLookMixin, UncutTextMixin, ProtectedDeletionMixin, NewsroomModelAdmin):
    """A column with articles is not deleted; the editor reads which ones those are."""

    fields = ["name", "description", "layout", "on_front_page", "order", "expected_days", "slug"]
    list_display = ["name", "layout", "on_front_page", "order", "expected_days", "last_article", "slug"]
    list_filter = [SilenceFilter, "layout", "on_front_page"]
    search_fields = ["name", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_last()

    def queue_counts(self, request):
        """The columns that have been silent too long, for those who plan the paper; one query."""
        if not (self.has_view_permission(request) and rules.is_reviewer(request.user)):
            return []
        silent = list(Column.objects.silent())
        last = [column.last for column in silent if column.last]
        address = f"{self.admin_site.name}:articles_column_changelist"
        line = QueueCount(
            code="silent",
            word=SILENT,
            count=len(silent),
            url=f"{reverse(address)}?silent=yes",
            oldest=min(last, default=None),
            note="、".join(column.name for column in silent),
        )
        return [line] if silent else []

    @admin.display(description=_("last article"), ordering="last", empty_value=_("none yet"))
    def last_article(self, column):
        return short(column.last)
