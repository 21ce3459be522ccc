from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from .queue_rules import QUEUE_RULES


class MyDeskFilter(admin.SimpleListFilter):
    """Filters by what waits for the person who looks. It has the same rules and rows as the work queue."""

    title = _("my desk")
    parameter_name = "waits"

    def lookups(self, request, model_admin):
        return [(code, rule.word) for code, rule in QUEUE_RULES.items()]

    def queryset(self, request, queryset):
        rule = QUEUE_RULES.get(self.value())
        return rule.rows(queryset, request.user) if rule else queryset


class DeadlineFilter(admin.SimpleListFilter):
    """Filters by deadline, whoever has the case. Each value is named as the method of the queryset."""

    title = _("deadline")
    parameter_name = "deadline"

    def lookups(self, request, model_admin):
        return [("overdue", _("overdue")), ("due_soon", _("due soon"))]

    def queryset(self, request, queryset):
        return getattr(queryset, self.value())() if self.value() in dict(self.lookup_choices) else queryset
