from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class StatusFilter(admin.SimpleListFilter):
    """By the word that the list shows, which tells scheduled from live."""

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
    """What lies on the desk of the person who looks."""

    title = _("my desk")
    parameter_name = "desk"

    def lookups(self, request, model_admin):
        return [("awaiting", _("waiting for my review")), ("drafts", _("my drafts")), ("mine", _("entered by me"))]

    def queryset(self, request, queryset):
        match self.value():
            case "awaiting":
                return queryset.awaiting(request.user)
            case "drafts":
                return queryset.drafts_of(request.user)
            case "mine":
                return queryset.filter(author=request.user)
        return queryset
