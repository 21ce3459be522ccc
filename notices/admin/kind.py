from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editing.known_keys import KnownKeysMixin
from editing.model_admin import NewsroomModelAdmin
from editing.protected_deletion import ProtectedDeletionMixin
from editing.second_look import SecondLookMixin
from editing.uncut import UncutTextMixin

from ..models import Kind


@admin.register(Kind)
class KindAdmin(SecondLookMixin, KnownKeysMixin, UncutTextMixin, ProtectedDeletionMixin, NewsroomModelAdmin):
    """The sorts of notices, and what a new one of each begins with."""

    fieldsets = [
        (None, {"fields": ["name", "nature", "slug", "order"]}),
        (_("What a new notice begins with"), {"fields": ["level", "title", "who", "what_to_do", "body"]}),
    ]
    list_display = ["name", "nature", "level", "order"]
    search_fields = ["name"]
