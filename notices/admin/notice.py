from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editorial.admin import EditorialAdmin, PartInline
from editorial.admin.text_shown import TextShown

from ..forms.notice import NoticeForm
from ..models import Attachment, Fact, Notice
from ..views.board import page_of
from .advice import Advice
from .beginning import Beginning
from .bulk_entry import BulkEntry
from .chain import Chain
from .comments import Comments
from .ending import EndingSoon
from .listing import NoticeListing

FOR_YOU, TEXT, COMMENTS = _("What this means for you"), _("Text"), _("Objections and comments")


class FactInline(PartInline):
    model = Fact
    fields = ["label", "value", "order"]
    stands_after = FOR_YOU


class AttachmentInline(PartInline):
    model = Attachment
    fields = ["document", "title", "order"]
    autocomplete_fields = ["document"]
    stands_after = TEXT


@admin.register(Notice)
class NoticeAdmin(BulkEntry, Beginning, Chain, Advice, EndingSoon, NoticeListing, Comments, TextShown, EditorialAdmin):
    form = NoticeForm
    change_form_template = "admin/notices/notice/change_form.html"
    fieldsets = [
        (_("Notice"), {"fields": ["title", ("kind", "level"), "authority", ("document_number", "issued_on")]}),
        (
            _("When and where it holds"),
            {
                "fields": [
                    ("effective_from", "effective_from_time"),
                    ("effective_until", "effective_until_time"),
                    "places",
                ]
            },
        ),
        (FOR_YOU, {"fields": ["who", "when", "where", "what_to_do", "hotline", "hotline_note"]}),
        (TEXT, {"fields": ["body", "chain_note"]}),
        (
            COMMENTS,
            {"fields": [("comments_from", "comments_until"), "comments_how", "desk"], "classes": ["collapse"]},
        ),
        (_("Publication"), {"fields": ["publish_at"]}),
    ]
    inlines = [FactInline, AttachmentInline]
    autocomplete_fields = ["authority", "places", "hotline", "follows"]  # `follows` is used on the page of its chain
    comments_fieldset = COMMENTS

    public_template = "notices/notice_detail.html"

    def public_context(self, item):
        return page_of(item)
