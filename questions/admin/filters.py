from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .matters import MATTERS


class MyDeskFilter(admin.SimpleListFilter):
    """What lies on the desk of the person who looks: every pile of the queue, and the same rows."""

    title = _("my desk")
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        return [(code, matter.word) for code, matter in MATTERS.items()]

    def queryset(self, request, queryset):
        matter = MATTERS.get(self.value())
        return matter.rows(queryset, request.user) if matter else queryset


class DeadlineFilter(admin.SimpleListFilter):
    """Whoever's they are."""

    title = _("deadline")
    parameter_name = "deadline"

    def lookups(self, request, model_admin):
        return [("overdue", _("overdue")), ("due_soon", _("due soon"))]

    def queryset(self, request, queryset):
        match self.value():
            case "overdue":
                return queryset.overdue()
            case "due_soon":
                return queryset.due_soon()
        return queryset
