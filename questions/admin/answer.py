from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from editing.person_names import name_of
from editorial import rules
from editorial.admin import EditorialAdmin, PartInline
from editorial.admin.boxes import BESIDE, BESIDE_IF_FILLED
from editorial.admin.listing import public_from, saved
from editorial.status_words import status_word
from photos.gallery import GalleryMixin
from photos.models import Photo
from photos.widgets import PhotoPickerMixin

from ..anonymity import highlighted
from ..forms.answer import AnswerForm
from ..models import Answer, AnswerPhoto, AnswerUpdate, Case, Desk
from ..private_words import names_to_hide
from ..views.public import page_of

ANSWER = _("Answer")


class AnswerPhotoInline(GalleryMixin, PartInline):
    model = AnswerPhoto


class AnswerUpdateInline(PartInline):
    model = AnswerUpdate
    fields = ["on", "text"]
    stands_after = ANSWER
    classes = ["collapse"]


def _source_of(admin, request, answer):
    """Return what `answer` was made of, for members of its case's desk; None for everybody else.

    It holds the asker's texts, the replies, and the pictures that are in the library.
    """
    case = Case.objects.visible_to(request.user).filter(answer=answer.pk).first() if answer else None
    if case is None or not request.user.has_perm("questions.view_case"):
        return None
    names = names_to_hide(case)
    return {
        "case": case,
        "text": highlighted(case.text, names),
        "additions": [highlighted(addition.text, names) for addition in case.additions.all()],
        "referrals": case.referrals.exclude(replied_at=None).select_related("authority"),
        "photos": Photo.objects.filter(pk__in=case.pictures.values("photo")),
    }


@admin.register(Answer)
class AnswerAdmin(PhotoPickerMixin, EditorialAdmin):
    """An answer may belong to a case.

    Members of the case's desk see what the answer was made of. Nobody else sees a trace of it.
    """

    form = AnswerForm
    fieldsets = [
        (ANSWER, {"fields": ["title", "question", "body"]}),
        (
            _("Who asked and who answered"),
            {"fields": ["asker", "asked_on", "authority", "answered_on"], "classes": BESIDE},
        ),
        (_("Where it belongs"), {"fields": ["desk", "duty_reporter", "places"], "classes": BESIDE}),
        (_("Pictures"), {"fields": ["lead_photo", "lead_caption"], "classes": BESIDE}),
        (_("Publication"), {"fields": ["publish_at"], "classes": BESIDE_IF_FILLED}),
    ]
    inlines = [AnswerUpdateInline, AnswerPhotoInline]
    autocomplete_fields = ["places", "authority"]

    list_display = ["title", status_word, "desk", "authority", public_from, saved]
    list_filter = [*EditorialAdmin.list_filter, "desk"]
    list_select_related = ["desk", "authority"]
    search_fields = ["title", "question", "authority__name", "authority__short_name"]
    search_help_text = _("Headline, question or authority")

    public_template = "questions/answer_detail.html"
    panels_beside = [("source", "admin/questions/answer/_source.html", _source_of)]

    def get_queryset(self, request):
        return super().get_queryset(request).visible_to(request.user)

    def listed(self, queryset):
        return queryset.defer("body", "body_html")

    def public_context(self, item):
        return page_of(item)

    def get_form(self, request, obj=None, change=False, **kwargs):
        """Let writers choose only from their own desks. An answer that is already at another desk may stay there."""
        form = super().get_form(request, obj, change, **kwargs)
        if "desk" in form.base_fields and not rules.is_reviewer(request.user):
            desks = Desk.objects.of(request.user)
            form.base_fields["desk"].queryset = desks | Desk.objects.filter(pk=obj.desk_id) if obj else desks
        return form

    def get_changeform_initial_data(self, request):
        desks = Desk.objects.of(request.user)[:2]
        return {
            "desk": desks[0].pk if len(desks) == 1 else None,
            "duty_reporter": name_of(request.user),
            **super().get_changeform_initial_data(request),
        }
