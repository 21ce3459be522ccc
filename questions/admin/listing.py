"""The list of the cases that a person may see."""

from django.contrib import admin
from django.contrib.admin import RelatedOnlyFieldListFilter
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from editing.person_names import name_of
from editorial.admin.listing import short
from text.numbers import number_in

from ..models import Desk
from ..querysets import NEXT_DUE
from .case_words import first_words, lateness_word, next_deadline, status_word
from .filters import DeadlineFilter, MyDeskFilter
from .queue_rules import BY_DEADLINE


class CaseListing:
    """Mixed into CaseAdmin."""

    list_display = ["number", "how_far", "due", "words", "in_whose_hands", "authority", "received"]
    list_display_links = ["number", "words"]
    list_filter = [
        MyDeskFilter,
        DeadlineFilter,
        ("desk", RelatedOnlyFieldListFilter),
        "status",
        "outcome",
        "channel",
    ]
    list_select_related = ["desk", "reporter", "authority"]
    list_per_page = 50
    show_full_result_count = False
    empty_value_display = ""
    search_fields = ["text"]
    search_help_text = _("Number of the case, or words of the question")

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user).with_hands()

    def get_ordering(self, request):
        """Sort lists in which something is owed by the nearest deadline. Other lists show the newest case first."""
        return (
            [NEXT_DUE.asc(nulls_last=True), "pk"]
            if request.GET.get("waits") in BY_DEADLINE
            else ["-received_at", "-pk"]
        )

    def get_search_results(self, request, queryset, search_term):
        if (number := number_in(search_term)) >= 0:
            return queryset.filter(pk=number), False
        return super().get_search_results(request, queryset, search_term)

    def changelist_view(self, request, extra_context=None):
        """Show the list. People who belong to no desk are told so instead of seeing an empty list."""
        # Seven columns need the whole width.
        context = {"title": self.opts.verbose_name_plural, "is_nav_sidebar_enabled": False, **(extra_context or {})}
        response = super().changelist_view(request, context)
        shown = getattr(response, "context_data", {}).get("cl")
        if shown and not shown.result_count:
            response.context_data["has_no_desk"] = not Desk.objects.of(request.user).exists()
        return response

    @admin.display(description=_("number"), ordering="pk")
    def number(self, case):
        return case.pk

    @admin.display(description=_("question"))
    def words(self, case):
        return format_html('{} <span class="until">{}</span>', first_words(case), case.desk)

    @admin.display(description=_("status"), ordering="status")
    def how_far(self, case):
        return format_html("{} {}", status_word(case), lateness_word(case))

    @admin.display(description=_("reporter"), ordering="reporter")
    def in_whose_hands(self, case):
        """Who has the case, and until when. For a closed case, who had it last.

        A lease that has ended holds nothing: then an empty string is shown.
        """
        if case.closed_at and case.reporter:
            return name_of(case.reporter)
        if not case.is_in_hands:
            return ""
        until = format_html(_("until {time}"), time=short(case.lease_until))
        return format_html('{} <span class="until">{}</span>', name_of(case.reporter), until)

    @admin.display(description=_("came in"), ordering="received_at")
    def received(self, case):
        return short(case.received_at)

    @admin.display(description=_("deadline"), ordering=NEXT_DUE.asc(nulls_last=True))
    def due(self, case):
        return next_deadline(case)
