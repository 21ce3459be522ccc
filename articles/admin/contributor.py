from django.contrib import admin

from editing.known_keys import KnownKeysMixin
from editing.model_admin import NewsroomModelAdmin
from editing.protected_deletion import ProtectedDeletionMixin
from editing.second_look import SecondLookMixin
from editing.uncut import UncutTextMixin

from ..models import Contributor


@admin.register(Contributor)
class ContributorAdmin(SecondLookMixin, KnownKeysMixin, UncutTextMixin, ProtectedDeletionMixin, NewsroomModelAdmin):
    fields = ["name", "role", "is_staff", "introduction", "user", "slug", "is_to_be_checked"]
    autocomplete_fields = ["user"]
    list_display = ["name", "role", "is_staff", "user", "is_to_be_checked"]
    list_filter = ["is_to_be_checked", "role", "is_staff"]
    list_select_related = ["user"]
    search_fields = ["name", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_number_of_articles()

    def found_as(self, contributor):
        return contributor.described
