import json

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from editing.desk_actions import ABOVE_LIST, BOTH, LIST, WRITE, DeskAction, whoever_may_add
from editing.known_keys import KnownKeysMixin
from editing.model_admin import NewsroomModelAdmin
from editing.protected_deletion import ProtectedDeletionMixin
from editing.uncut import UncutTextMixin
from editing.usage import usage_of
from storage.write_faults import CannotStore

from . import describing, uploading, views
from .forms import ACCEPTED, NewPhotoForm, PhotoForm, complete
from .intake import digest_of
from .models import Photo
from .reshape_page import reshape, whoever_may_change


def _known(upload):
    """Return the picture of the library that is in this very file. Where that was not kept the form says so."""
    try:
        return Photo.objects.same_file(digest_of(upload)).first()
    except CannotStore:
        return None


class LacksFilter(admin.SimpleListFilter):
    title = _("what it lacks")
    parameter_name = "lacks"

    def lookups(self, request, model_admin):
        return [("description", _("without alternative text")), ("credit", _("without credit"))]

    def queryset(self, request, queryset):
        match self.value():
            case "description":
                return queryset.undescribed()
            case "credit":
                return queryset.uncredited()
        return queryset


@admin.register(Photo)
class PhotoAdmin(KnownKeysMixin, UncutTextMixin, ProtectedDeletionMixin, NewsroomModelAdmin):
    desk_actions = (
        DeskAction(
            "editor_upload",
            views.editor_upload,
            path="editor-upload/",
            about=(LIST,),
            methods=WRITE,
            open_to_strangers=True,  # CKEditor is told in its own way
        ),
        DeskAction(
            "upload",
            uploading.upload,
            about=(LIST,),
            methods=WRITE,
            open_to_strangers=True,  # the script that sends the file is told in its own way
        ),
        DeskAction("upload_many", uploading.upload_many, "upload-many/", (LIST,), WRITE, may=whoever_may_add),
        DeskAction(
            "describe",
            describing.describe,
            about=(LIST,),
            methods=BOTH,
            may=describing.whoever_may_describe,
            word=_("Describe my new pictures"),
            place=ABOVE_LIST,
            selected=(describing.describe_selected,),
        ),
        DeskAction("picker", views.picker, about=(LIST,), may=views.whoever_may_see_the_library),
        DeskAction("reshape", reshape, methods=BOTH, may=whoever_may_change, word=_("Turn or crop")),
        DeskAction("card", views.card, may=views.whoever_may_see_the_library),
    )
    accepted = ACCEPTED
    WORDS = ["title", "alt_text", ("credit_kind", "credit_name"), "credit_preview", ("taken_on", "place")]

    form = PhotoForm
    autocomplete_fields = ["place"]
    readonly_fields = ["credit_preview", "picture", "size", "uploaded_at", "uploaded_by"]
    list_display = ["thumbnail", "title", "credit_and_gaps", "place", "uploaded_on"]
    list_display_links = ["thumbnail", "title"]
    list_filter = [LacksFilter, "credit_kind", "uploaded_at", "taken_on"]
    list_select_related = ["place"]
    list_per_page = 48
    date_hierarchy = "uploaded_at"
    search_fields = ["title", "alt_text", "credit_name", "place__name"]

    class Media:
        css = {
            "all": [
                "css/focus.css",
                "css/admin/photos.css",
                "css/admin/photo-focus.css",
                "css/admin/usage.css",
                "css/admin/uploads.css",
            ]
        }
        js = [
            "js/admin/photo-credit.js",
            "js/admin/photo-focus.js",
            "js/admin/photo-uploads.js",
            "js/admin/file-drop.js",
            "js/admin/library-upload.js",
        ]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.may_be_changed_by(request.user))

    def get_form(self, request, obj=None, change=False, **kwargs):
        if not change:
            kwargs["form"] = NewPhotoForm
        return super().get_form(request, obj, change, **kwargs)

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["file", *self.WORDS]})]
        return [
            (None, {"fields": ["picture", ("focus_x", "focus_y"), *self.WORDS]}),
            (_("File"), {"fields": ["size", ("uploaded_at", "uploaded_by")]}),
        ]

    def add_view(self, request, form_url="", extra_context=None):
        """In a pop-up window, use the library's own picture where it has the uploaded file already.

        What was typed fills only the gaps of that picture, and only where the user may change it.
        """
        upload = request.FILES.get("file")
        may_add = upload and IS_POPUP_VAR in request.POST and self.has_add_permission(request)
        if may_add and (photo := _known(upload)):
            if self.has_change_permission(request, photo):
                complete(photo, request.POST)
            return self.response_add(request, photo)
        return super().add_view(request, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.uploaded_by = request.user
            obj.take_in(form.picture)
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        """Go back to the picker where it is open for CKEditor, which can be handed a picture in no other way."""
        if "CKEditorFuncNum" in request.GET:
            self.message_user(request, _("“%s” is in the library; click it to use it.") % obj, messages.SUCCESS)
            return HttpResponseRedirect(f"{reverse('admin:photos_photo_picker')}?{request.GET.urlencode()}")
        return super().response_add(request, obj, post_url_continue)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["usage"] = usage_of([obj], request, self.admin_site)
            context["is_in_approved_use"] = obj.is_in_approved_use
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description=_("picture"))
    def thumbnail(self, photo):
        return format_html(
            '<img class="photo-thumbnail" src="{}" width="{}" height="{}" alt="{}" loading="lazy">',
            photo.thumbnail_url, photo.width, photo.height, photo.title,  # it is a link, and a link has a name
        )  # fmt: skip

    @admin.display(description=_("picture"))
    def picture(self, photo):
        return render_to_string("admin/photos/photo/_picture_and_focus.html", {"photo": photo})

    @admin.display(description=_("size"))
    def size(self, photo):
        return f"{photo.width} × {photo.height}"

    @admin.display(description=_("credit"))
    def credit_and_gaps(self, photo):
        if photo.is_publishable:
            return photo.credit
        return format_html('{} <span class="photo-lacks">{}</span>', photo.credit, _("lacks: %s") % photo.lacking)

    @admin.display(description=_("uploaded"), ordering="uploaded_at")
    def uploaded_on(self, photo):
        return date_format(localtime(photo.uploaded_at), "Y-m-d")

    @admin.display(description=_("under the picture"))
    def credit_preview(self, photo):
        return format_html(
            '<output class="photo-credit" data-credit-lines="{}" data-without-name="{}">{}</output>',
            json.dumps(Photo.CREDIT_LINES), Photo.Credit.ARCHIVE, photo.credit or "—",
        )  # fmt: skip
