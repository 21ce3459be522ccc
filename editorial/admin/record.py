"""The record at the desk: who did what, found by item, person and day. It is read and exported, and never changed."""

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models.functions import Concat
from django.http import HttpResponseRedirect
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from editing.desk_actions import ABOVE_LIST, LIST, WRITE, DeskAction
from editing.model_admin import NewsroomModelAdmin
from editing.person_names import name_of
from web.pagination import BoundedPaginator

from ..models import Entry
from ..templatetags.record import told
from .listing import short
from .read_only import ReadOnly
from .record_csv import exported, kind_of, note_export
from .record_filters import DaysFilter, ItemFilter, KindFilter, PersonFilter


class RecordPaginator(BoundedPaginator):
    def __init__(self, object_list, per_page, orphans=0, allow_empty_first_page=True):
        super().__init__(object_list, per_page)


class RecordChangeList(ChangeList):
    def get_results(self, request):
        """Read one page, and give every entry the address of its item.

        The address is empty where the item is gone, or where the person may not look at it. It takes one query for each
        kind of item on the page.
        """
        super().get_results(request)
        self.result_list = list(self.result_list)
        keys = {}
        for entry in self.result_list:
            keys.setdefault(entry.content_type.model_class(), set()).add(entry.object_id)
        desks = self.model_admin.admin_site._registry
        there = {
            model: set(model._base_manager.filter(pk__in=keys[model]).values_list("pk", flat=True))
            for model in keys
            if model in desks and desks[model].has_view_permission(request)
        }
        for entry in self.result_list:
            model = entry.content_type.model_class()
            entry.address = (
                desks[model].url_of("change", entry.object_id) if entry.object_id in there.get(model, ()) else ""
            )


def whoever_may_export(model_admin, request, subject):
    return model_admin.has_view_permission(request) and request.user.has_perm("editorial.export_record")


@admin.action(description=_("Export the selected as CSV"), permissions=["export"])
def export_selected(model_admin, request, queryset):
    note_export(request.user)
    return exported(queryset.select_related(*model_admin.list_select_related))


def export_all(model_admin, request, subject):
    """Export all that the list holds with its present filters, also what is not on the page that is shown."""
    asked = model_admin.get_changelist_instance(request)
    if _problems(asked):
        return HttpResponseRedirect(f"{model_admin.url_of('changelist')}{asked.get_query_string()}")
    return export_selected(model_admin, request, asked.queryset)


@admin.register(Entry)
class RecordAdmin(ReadOnly, NewsroomModelAdmin):
    """Nobody adds, changes or deletes here, whatever their rights."""

    change_form_template = "admin/change_form.html"  # the app's own template is for what is published
    fields = ["time", "person", "what", "title", "kind", "version", "comment"]
    readonly_fields = fields
    list_display = ["time", "person", "what", "item", "kind", "version", "comment"]
    list_display_links = None
    list_filter = [DaysFilter, "action", KindFilter, PersonFilter, ItemFilter]
    list_select_related = ["actor", "content_type"]
    search_fields = ["title", "person_name", "actor__username"]
    search_help_text = _("Headline as it was then, or a person's name")
    # There is an index for this order. Another one would sort the whole record.
    ordering = ["-at", "-pk"]
    sortable_by = []
    paginator = RecordPaginator
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    desk_actions = (
        DeskAction(
            "export",
            export_all,
            about=(LIST,),
            methods=WRITE,
            may=whoever_may_export,
            word=_("Export what the filters show"),
            place=ABOVE_LIST,
            template="admin/editorial/_export.html",
            selected=(export_selected,),
        ),
    )
    empty_value_display = ""

    class Media:
        css = {"all": ["css/admin/desk-form.css", "css/admin/record.css"]}

    def has_export_permission(self, request):
        return whoever_may_export(self, request, None)

    def get_changelist(self, request, **kwargs):
        return RecordChangeList

    def get_search_results(self, request, queryset, search_term):
        """Find a name as it is written, 叶明谦, though it is kept in two fields."""
        if search_term:
            queryset = queryset.annotate(person_name=Concat("actor__last_name", "actor__first_name"))
        return super().get_search_results(request, queryset, search_term)

    def changelist_view(self, request, extra_context=None):
        if request.POST.get("action") == export_selected.__name__ and not self.has_export_permission(request):
            raise PermissionDenied
        response = super().changelist_view(request, extra_context)
        for problem in _problems(getattr(response, "context_data", {}).get("cl")):
            self.message_user(request, problem, messages.WARNING)
        return response

    @admin.display(description=_("time"))
    def time(self, entry):
        return short(entry.at)

    @admin.display(description=_("person"))
    def person(self, entry):
        return name_of(entry.actor)

    @admin.display(description=_("action"))
    def what(self, entry):
        return told(entry)

    @admin.display(description=_("title"))
    def item(self, entry):
        title = format_html('<a href="{}">{}</a>', entry.address, entry.title) if entry.address else entry.title
        only = f"?item={entry.content_type_id}-{entry.object_id}"
        return format_html('{} <a class="only" href="{}">{}</a>', title, only, _("its whole record"))

    @admin.display(description=_("kind"))
    def kind(self, entry):
        return kind_of(entry)


def _problems(shown):
    """Return sentences that say why filters of the list `shown` could not be followed."""
    return [spec.problem for spec in (shown.filter_specs if shown else []) if getattr(spec, "problem", "")]
