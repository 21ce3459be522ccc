from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editorial.admin import EditorialAdmin, PartInline
from photos.widgets import PhotoPickerMixin

from ..models import Answer, AnswerPhoto, AnswerUpdate


class AnswerPhotoInline(PhotoPickerMixin, PartInline):
    model = AnswerPhoto
    fields = ["photo", "role", "caption", "order"]
    verbose_name_plural = _("gallery and comparison")


class AnswerUpdateInline(PartInline):
    model = AnswerUpdate
    fields = ["on", "text"]


@admin.register(Answer)
class AnswerAdmin(PhotoPickerMixin, EditorialAdmin):
    fieldsets = [
        (_("Question"), {"fields": ["title", "asker", "question", "asked_on"]}),
        (_("Answer"), {"fields": ["authority", "answered_on", "body", "duty_reporter"]}),
        (_("Where it belongs"), {"fields": ["desk", "places"]}),
        (_("Pictures"), {"fields": ["lead_photo", "lead_caption"]}),
        (_("Publication"), {"fields": ["publish_at"]}),
    ]
    inlines = [AnswerPhotoInline, AnswerUpdateInline]
    autocomplete_fields = ["places", "authority"]

    list_display = ["title", "status_word", "desk", "authority", "public_from", "saved"]
    list_filter = [*EditorialAdmin.list_filter, "desk"]
    list_select_related = ["desk", "authority"]
    search_fields = ["title", "question", "authority__name", "authority__short_name"]

    public_template = "questions/answer_detail.html"

    def listed(self, queryset):
        return queryset.defer("body", "body_html")

    def public_context(self, item):
        return {"answer": item}
