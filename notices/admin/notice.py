from django.contrib import admin, messages
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from directory.forms import HotlineField
from editorial.admin import EditorialAdmin, PartInline
from editorial.admin.boxes import BESIDE, BESIDE_IF_FILLED
from text.numbers import number_in

from .. import chains
from ..forms.notice import NoticeForm
from ..models import Attachment, Fact, Notice
from ..views.board import page_of
from .advice import advice_on
from .beginning import beginnings_panel, begun_from, first_facts, first_values
from .chain import chain_panel
from .comments import comments_panel
from .ending import ending_soon
from .listing import NoticeListing
from .notice_actions import NOTICE_ACTIONS

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
    classes = ["collapse"]


@admin.register(Notice)
class NoticeAdmin(NoticeListing, EditorialAdmin):
    form = NoticeForm
    desk_actions = (*EditorialAdmin.desk_actions, *NOTICE_ACTIONS)
    form_panels = [
        ("beginnings", "admin/notices/notice/_beginnings.html", beginnings_panel),
        ("chain", "admin/notices/notice/_chain.html", chain_panel),
        ("comments", "admin/notices/notice/_comments.html", comments_panel),
    ]
    fieldsets = [
        (TEXT, {"fields": ["title", "body"]}),
        (FOR_YOU, {"fields": ["who", "when", "where", "what_to_do", "hotline", "hotline_note"]}),
        (
            _("When and where it holds"),
            {
                "fields": [
                    ("effective_from", "effective_from_time"),
                    ("effective_until", "effective_until_time"),
                    "places",
                ],
                "classes": BESIDE,
            },
        ),
        (
            _("Notice"),
            {
                "fields": [("kind", "level"), "authority", ("document_number", "issued_on"), "chain_note"],
                "classes": BESIDE,
            },
        ),
        (
            COMMENTS,
            {"fields": [("comments_from", "comments_until"), "comments_how", "desk"], "classes": BESIDE_IF_FILLED},
        ),
        (_("Publication"), {"fields": ["publish_at"], "classes": BESIDE_IF_FILLED}),
    ]
    inlines = [FactInline, AttachmentInline]
    autocomplete_fields = ["authority", "places", "hotline", "follows"]  # `follows` is used on the page of its chain
    written_in = {"hotline": HotlineField}
    readonly_fields = ["desk"]
    public_template = "notices/notice_detail.html"

    def public_context(self, item):
        return page_of(item)

    def get_object(self, request, object_id, from_field=None):
        """Lock the whole chain of a notice that is about to be written, before its own row.

        Saving a public notice settles its chain. Suppose two editors save two notices of one chain, and each locks
        their own row first. Then each would hold a row and wait for the other's.
        """
        is_to_be_written = request.method == "POST" and transaction.get_connection().in_atomic_block
        if is_to_be_written and (notice := self.model._base_manager.filter(pk=number_in(str(object_id))).first()):
            chains.lock(notice)
        return super().get_object(request, object_id, from_field)

    def get_fieldsets(self, request, obj=None):
        """Open what is about comments where the kind takes them."""
        fieldsets = super().get_fieldsets(request, obj)
        kind = obj.kind if obj else begun_from(self, request)[0]
        if kind is None or not kind.takes_comments:
            return fieldsets
        return [(name, {**rest, "classes": BESIDE} if name == COMMENTS else rest) for name, rest in fieldsets]

    def get_changeform_initial_data(self, request):
        return first_values(self, request)

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and not obj.pk and inline.model is Fact:
            kwargs["initial"] = first_facts(self, request)
        return kwargs

    def advise(self, request, form):
        for sentence in advice_on(self, form):
            self.message_user(request, sentence, messages.WARNING)

    def queue_counts(self, request):
        return ending_soon(self, request)
