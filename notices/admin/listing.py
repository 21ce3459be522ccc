"""The list of notices: how far each is on its way, and whether it holds."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from editorial.admin import EditorialAdmin
from editorial.status_words import status_word

from ..document_numbers import has_year, normalised
from ..period_words import period_words
from .filters import AuthorityFilter, HoldsFilter, NoticeDistrictFilter


class NoticeListing:
    """Mixed into NoticeAdmin."""

    list_display = ["title", status_word, "holds", "kind", "authority", "period", "index_number"]
    list_filter = [*EditorialAdmin.list_filter, HoldsFilter, "kind", "level", NoticeDistrictFilter, AuthorityFilter]
    list_select_related = ["kind", "authority"]
    date_hierarchy = None
    search_fields = ["title", "document_number", "index_number", "authority__name", "authority__short_name"]
    search_help_text = _("Headline, document number, index number or authority")

    def listed(self, queryset):
        return queryset.defer("body", "body_html")

    def changelist_view(self, request, extra_context=None):
        """Show the list without the side bar: seven columns need the whole width."""
        return super().changelist_view(request, {"is_nav_sidebar_enabled": False, **(extra_context or {})})

    def get_search_results(self, request, queryset, search_term):
        """Find a document number in whatever brackets it is typed."""
        number = normalised(search_term)
        if has_year(number):
            return queryset.filter(document_number__icontains=number), False
        return super().get_search_results(request, queryset, search_term)

    def found_as(self, notice):
        """The name of a notice in the search of a form, with a number that tells it from others of the same name."""
        return f"{notice.title}（{notice.document_number or notice.index_number}）"

    @admin.display(description=_("validity"), ordering="begins_at", empty_value="")
    def holds(self, notice):
        """The status as a coloured word; None while no reader may know of the notice."""
        if not (notice.is_approved or notice.is_withdrawn):
            return None
        status = notice.status
        return format_html('<span class="status status-{}">{}</span>', status.value, status.label)

    @admin.display(description=_("from when until when"), ordering="over_at")
    def period(self, notice):
        return period_words(notice)
