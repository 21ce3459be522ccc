from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from directory.forms import HotlineField
from editing.desk_actions import ABOVE_LIST, BOTH, LIST, DeskAction, whoever_may_add
from editorial.admin import EditorialAdmin, PartInline
from editorial.admin.boxes import BESIDE, BESIDE_IF_FILLED
from editorial.admin.listing import public_from, saved
from editorial.status_words import status_word
from photos.gallery import GalleryMixin
from photos.models import Photo
from photos.widgets import PhotoPickerMixin

from ..forms import ArticleForm, BylineForm, ContributorField
from ..models import Article, ArticlePhoto, Byline, TipStep, TopicEntry
from ..views import page_of
from .from_word import make_drafts, told_panel
from .tip_from import begun_from

TEXT, BELONGS = _("Text"), _("Where it belongs")


class BylineInline(PartInline):
    model = Byline
    form = BylineForm
    fields = ["contributor", "role", "order"]
    autocomplete_fields = ["contributor"]
    written_in = {"contributor": ContributorField}
    stands_after = TEXT

    def get_extra(self, request, obj=None, **kwargs):
        return 1 if obj is None else 0


class TopicEntryInline(PartInline):
    model = TopicEntry
    fields = ["topic", "order"]
    place_field = None  # the number is the place of the article in its topic, among others
    autocomplete_fields = ["topic"]
    stands_after = BELONGS
    classes = ["collapse"]
    verbose_name = _("topic that it is part of")
    verbose_name_plural = _("topics that it is part of")


class ArticlePhotoInline(GalleryMixin, PartInline):
    model = ArticlePhoto


class TipStepInline(PartInline):
    model = TipStep
    fields = ["title", "text", "order"]
    classes = ["collapse"]


@admin.register(Article)
class ArticleAdmin(PhotoPickerMixin, EditorialAdmin):
    form = ArticleForm
    fieldsets = [
        (TEXT, {"fields": ["title", ("subtitle", "kicker"), "body"]}),
        (BELONGS, {"fields": ["column", "places"], "classes": BESIDE}),
        (_("Summary and editor's note"), {"fields": ["summary", "editors_note"], "classes": BESIDE_IF_FILLED}),
        (_("Pictures"), {"fields": ["lead_photo", "lead_caption", "pictures_in_text"], "classes": BESIDE}),
        (_("Video"), {"fields": ["video_url", "video_title"], "classes": BESIDE_IF_FILLED}),
        (
            _("For the reader's use and tips"),
            {
                "fields": ["hotline", "hotline_note", ("season_from", "season_to"), "advised_by"],
                "classes": BESIDE_IF_FILLED,
            },
        ),
        (
            _("Where it comes from"),
            {"fields": ["source", "original_source", "original_url"], "classes": BESIDE_IF_FILLED},
        ),
        (_("Publication"), {"fields": ["publish_at", "front_position"], "classes": BESIDE_IF_FILLED}),
    ]
    inlines = [BylineInline, TopicEntryInline, ArticlePhotoInline, TipStepInline]
    autocomplete_fields = ["places", "hotline", "advised_by"]
    written_in = {"hotline": HotlineField}
    readonly_fields = ["pictures_in_text"]

    list_display = ["title", status_word, "column", "credited", public_from, saved]
    list_filter = [*EditorialAdmin.list_filter, "column"]
    list_select_related = ["column"]
    search_fields = ["title", "kicker", "subtitle", "bylines__contributor__name"]
    search_help_text = _("Headline, kicker, subtitle or the name in a byline")

    desk_actions = (
        *EditorialAdmin.desk_actions,
        DeskAction("from_word", make_drafts, path="from-word/", about=(LIST,), methods=BOTH, may=whoever_may_add,
                   word=_("New from Word files"), place=ABOVE_LIST),
    )  # fmt: skip
    form_panels = (("from_word", "admin/articles/article/_from_word.html", told_panel),)
    public_template = "articles/article_detail.html"

    def listed(self, queryset):
        return queryset.defer("body", "body_html").prefetch_related("bylines__contributor")

    def public_context(self, item):
        return page_of(item)

    def get_changeform_initial_data(self, request):
        """A new article may begin as a tip with the words of something that was published: `?from=`."""
        return {**super().get_changeform_initial_data(request), **begun_from(request.GET.get("from", ""))}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        """A new article starts with the byline of the person who writes it."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        is_new = isinstance(inline, BylineInline) and request.method == "GET" and not obj.pk
        if is_new and (contributor := getattr(request.user, "contributor", None)):
            kwargs["initial"] = [{"contributor": contributor.pk, "role": contributor.role}]
        return kwargs

    @admin.display(description=_("bylines"))
    def credited(self, article):
        return "、".join(dict.fromkeys(byline.contributor.name for byline in article.bylines.all()))

    @admin.display(description=_("pictures in the text"))
    def pictures_in_text(self, article):
        photos = Photo.objects.filter(inline_uses__article=article).order_by("inline_uses__pk") if article.pk else []
        rows = [
            (photo.thumbnail_url, reverse("admin:photos_photo_change", args=[photo.pk]), photo, _lacking(photo))
            for photo in photos
        ]
        if not rows:
            return _("None; the list is made on saving.")
        row = '<li><img src="{}" alt="" loading="lazy"><span><a href="{}">{}</a>{}</span></li>'
        return format_html('<ul class="pictures-in-text">{}</ul>', format_html_join("", row, rows))


def _lacking(photo):
    return photo.lacking and format_html(' <strong class="lacking">{}</strong>', _("lacks: %s") % photo.lacking)
