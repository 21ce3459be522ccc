from django.contrib import admin
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from directory.editing import SecondLookMixin, UncutTextMixin
from editorial.admin import PartInline
from photos.widgets import PhotoPickerMixin

from ..models import Topic, TopicEntry


class EntryInline(PartInline):
    model = TopicEntry
    fields = ["article", "order"]
    autocomplete_fields = ["article"]


@admin.register(Topic)
class TopicAdmin(SecondLookMixin, UncutTextMixin, PhotoPickerMixin, admin.ModelAdmin):
    fields = ["title", "introduction", "photo", "invitation", "hotline", "is_running", "order", "slug"]
    autocomplete_fields = ["hotline"]
    inlines = [EntryInline]
    list_display = ["title", "is_running", "order", "number_of_articles"]
    list_filter = ["is_running"]
    search_fields = ["title", "slug"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(number=Count("entries"))

    @admin.display(description=_("articles"), ordering="number")
    def number_of_articles(self, topic):
        return topic.number
