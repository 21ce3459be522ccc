from django.contrib import admin

from editing.known_keys import KnownKeysMixin
from editing.model_admin import NewsroomModelAdmin
from editing.protected_deletion import ProtectedDeletionMixin
from editing.second_look import SecondLookMixin
from editing.uncut import UncutTextMixin

from ..models import Contributor


@admin.register(Contributor)
class ContributorAdmin(SecondLookMixin, KnownKeysMixin, UncutTextMixin, ProtectedDeletionMixin, NewsroomModelAdmin):
    fields = ["name", "role", "is_staff", "introduction", "user", "slug"]
    autocomplete_fields = ["user"]
    list_display = ["name", "role", "is_staff", "user"]
    list_filter = ["role", "is_staff"]
    list_select_related = ["user"]
    search_fields = ["name", "slug"]
