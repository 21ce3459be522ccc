from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _, ngettext

from editing.desk_actions import DeskAction
from editing.model_admin import NewsroomModelAdmin
from editing.person_names import name_of
from editing.protected_deletion import ProtectedDeletionMixin
from editing.uncut import UncutTextMixin
from editing.usage import is_in_approved_use, usage_of, with_uses

from .downloads import handed_out
from .findings import finding_words
from .forms import DocumentForm, NewDocumentForm
from .models import Document

JUST_ADDED = "_added"  # in the address of a document's page: the pop-up window that added it is still open


class FitFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "fit"

    def lookups(self, request, model_admin):
        return [("no", _("to be confirmed")), ("yes", _("may be public"))]

    def queryset(self, request, queryset):
        match self.value():
            case "no":
                return queryset.filter(confirmed_at=None).exclude(findings=[])
            case "yes":
                return queryset.filter(Q(findings=[]) | Q(confirmed_at__isnull=False))
        return queryset


def _hand_out(model_admin, request, document):
    """Serve the file as readers would get it, to whoever has to look at it first."""
    return handed_out(document)


@admin.register(Document)
class DocumentAdmin(ProtectedDeletionMixin, UncutTextMixin, NewsroomModelAdmin):
    """Documents that are attached to notices. They are screened when they come in and never changed.

    Where something was found in one, somebody has to confirm it.
    """

    desk_actions = (DeskAction("file", _hand_out),)
    change_form_template = "admin/documents/document/change_form.html"
    list_display = ["name", "format", "size_in_words", "state", "uses", "uploaded"]
    list_select_related = ["confirmed_by", "uploaded_by"]
    list_filter = [FitFilter, "format", "uploaded_at"]
    search_fields = ["name"]
    readonly_fields = ["download", "state", "uploaded"]

    class Media:
        css = {"all": ["css/admin/documents.css", "css/admin/usage.css"]}

    def get_queryset(self, request):
        return with_uses(super().get_queryset(request).listed())

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **{**kwargs, "form": DocumentForm if change else NewDocumentForm})

    def get_fieldsets(self, request, obj=None):
        if obj is None:
            return [(None, {"fields": ["upload", "name"]})]
        may_confirm = not obj.is_fit and self.has_change_permission(request, obj)
        asked = [(_("Confirmation"), {"fields": ["confirmed"]})] if may_confirm else []
        return [(None, {"fields": ["name", *self.readonly_fields]}), *asked]

    def get_readonly_fields(self, request, obj=None):
        """Make the name read-only once readers know the document by it. The notice can still give it a title."""
        readonly = super().get_readonly_fields(request, obj)
        return [*readonly, "name"] if obj and is_in_approved_use(obj) else readonly

    def save_model(self, request, obj, form, change):
        if not change:
            obj.take_in(form.screened, request.user)
        super().save_model(request, obj, form, change)
        if change and not obj.is_fit and form.cleaned_data.get("confirmed"):
            obj.confirm(request.user)

    def response_add(self, request, obj, post_url_continue=None):
        """If something was found, lead to a page that says what, in a pop-up window too."""
        if obj.is_fit or "_addanother" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, _("“%s” was let in. Look at what was found in it.") % obj, messages.WARNING)
        query = f"?{IS_POPUP_VAR}=1&{JUST_ADDED}=1" if IS_POPUP_VAR in request.POST else ""
        return HttpResponseRedirect(reverse("admin:documents_document_change", args=[obj.pk]) + query)

    def response_change(self, request, obj):
        if IS_POPUP_VAR in request.POST and JUST_ADDED in request.GET:
            return super().response_add(request, obj)
        return super().response_change(request, obj)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context["usage"] = usage_of([obj], request, self.admin_site)
            context["findings"] = [finding_words(finding) for finding in obj.findings]
            # To choose another file, one adds another document.
            context["show_save_and_add_another"] = False
        return super().render_change_form(request, context, add, change, form_url, obj)

    @admin.display(description=_("file"))
    def download(self, document):
        address = reverse("admin:documents_document_file", args=[document.pk])
        return format_html(
            '<a href="{}">{}</a>（{}，{}）',
            address, document.file_name, document.get_format_display(), self.size_in_words(document),
        )  # fmt: skip

    @admin.display(description=_("uploaded"), ordering="uploaded_at")
    def uploaded(self, document):
        moment = date_format(localtime(document.uploaded_at), "Y-m-d H:i")
        return f"{moment}　{name_of(document.uploaded_by)}"

    @admin.display(description=_("file size"), ordering="size")
    def size_in_words(self, document):
        return filesizeformat(document.size)

    @admin.display(description=_("state"))
    def state(self, document):
        if not document.is_fit:
            return format_html('<strong class="document-waits">{}</strong>', _("to be confirmed"))
        if document.confirmed_at:
            return _("confirmed by %s") % name_of(document.confirmed_by)
        return _("nothing found")

    @admin.display(description=_("used in"), ordering="uses")
    def uses(self, document):
        if not document.uses:
            return "—"
        return ngettext("%(count)d place", "%(count)d places", document.uses) % {"count": document.uses}
