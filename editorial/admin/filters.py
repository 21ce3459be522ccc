from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from ..queue.queue_rules import FILTERS


class StatusFilter(admin.SimpleListFilter):
    """Filters by the word that the list shows, which tells scheduled from live."""

    title = _("state")
    parameter_name = "status"

    def lookups(self, request, model_admin):
        State = model_admin.model.State
        return [
            (State.DRAFT.value, State.DRAFT.label),
            (State.IN_REVIEW.value, State.IN_REVIEW.label),
            ("scheduled", _("scheduled")),
            ("live", _("live")),
            (State.WITHDRAWN.value, State.WITHDRAWN.label),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "scheduled":
                return queryset.scheduled()
            case "live":
                return queryset.published()
            case "draft" | "in_review" | "withdrawn" as state:
                return queryset.filter(state=state)
        return queryset


class DeskFilter(admin.SimpleListFilter):
    """Filters by what waits for the person who looks: the lines of the queue, each with the same rows."""

    title = _("my desk")
    parameter_name = "desk"

    def lookups(self, request, model_admin):
        return [(code, rule.word) for code, rule in FILTERS.items() if rule.is_for(request, model_admin)]

    def queryset(self, request, queryset):
        rule = FILTERS.get(self.value())
        return rule.rows(queryset, request.user) if rule else queryset
