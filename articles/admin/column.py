from django.contrib import admin

from directory.editing import ProtectedDeletionMixin, SecondLookMixin, UncutTextMixin

from ..models import Column


@admin.register(Column)
class ColumnAdmin(SecondLookMixin, UncutTextMixin, ProtectedDeletionMixin, admin.ModelAdmin):
    """A column with articles is not deleted; the editor reads which ones those are."""

    fields = ["name", "description", "layout", "on_front_page", "order", "slug"]
    list_display = ["name", "layout", "on_front_page", "order", "slug"]
    list_filter = ["layout", "on_front_page"]
    search_fields = ["name", "slug"]
