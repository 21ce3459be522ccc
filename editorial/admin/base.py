from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import transaction
from django.db.models import CharField, TextField, URLField
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from directory.editing import SecondLookMixin, UncutTextMixin

from .. import rules
from ..forms import PublishableForm
from ..richtext import RichTextFormField
from .bulk import BulkDecisions
from .decisions import Decisions
from .listing import Listing
from .pages import PreviewAndDuplicate

# CKEditor 4 writes handlers and styles into the elements that it makes, and icons as data.
EDITOR_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": ["data:"],
}


class Unfit(Exception):
    """What was saved may not stand before readers; the save is rolled back. Its argument are the sentences why."""


class EditorialAdmin(SecondLookMixin, Listing, Decisions, BulkDecisions, PreviewAndDuplicate, admin.ModelAdmin):
    """The desk for one kind of Publishable: who may edit what, the way to the reader, the list.

    It asks `rules` and leaves every change of state to Publishable.decide. A room's own admin
    adds its fields, and says how its public page is made (see PreviewAndDuplicate).
    """

    form = PublishableForm
    change_form_template = "admin/editorial/change_form.html"

    class Media:
        css = {"all": ["css/admin/desk.css", "css/admin/desk-form.css"]}
        js = ["js/admin/unsaved.js", "js/admin/count.js"]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or rules.may_edit(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or rules.may_delete(request.user, obj))

    def get_object(self, request, object_id, from_field=None):
        """What is about to be written is locked, so that no decision falls between reading and saving."""
        item = super().get_object(request, object_id, from_field)
        if item and request.method == "POST" and transaction.get_connection().in_atomic_block:
            item.refresh_from_db(from_queryset=self.model._base_manager.select_for_update())
        return item

    def get_view_on_site_url(self, obj=None):
        """Only for what has a public page, even if that says no more than that it was withdrawn."""
        public = obj is None or obj.is_live or obj.state == obj.State.WITHDRAWN
        return super().get_view_on_site_url(obj) if public else None

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        # What is public stays public: another time would take it away in silence. That is a withdrawal.
        return [*readonly, "publish_at"] if obj and obj.is_live else readonly

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST" or not object_id:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic():
            item = self.get_object(request, unquote(object_id))
            if item and self.has_view_permission(request, item) and not self.has_change_permission(request, item):
                return self._refuse_to_save(request, item)
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except Unfit as unfit:
                # Django has rolled its own transaction back. The same form once more, as it was
                # typed; now it knows what its rows came to.
                request.problems = unfit.args[0]
                return super().changeform_view(request, object_id, form_url, extra_context)

    def _refuse_to_save(self, request, item):
        """403, with what was typed: the item may have left the writer's hands while it was being written."""
        texts = [field for field in self.opts.fields if field.editable and isinstance(field, (CharField, TextField))]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Not saved"),
            "opts": self.opts,
            "item": item,
            "typed": [(field.verbose_name, typed) for field in texts if (typed := request.POST.get(field.name))],
        }
        return TemplateResponse(request, "admin/editorial/not_saved.html", context, status=403)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.problems = getattr(request, "problems", ())
        return form

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and type(field.widget) is AdminTextareaWidget:
            field.widget.attrs["rows"] = 4
        return field

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if request.method == "POST":
            self._tell_what_was_removed(request, form)
        context.update(self.panel(request, obj))
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if any(isinstance(field, RichTextFormField) for field in form.fields.values()):
            return csp_update(EDITOR_POLICY)(lambda: response)()
        return response

    def save_model(self, request, obj, form, change):
        if not change:
            obj.author = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """Only now all rows are there: what is approved stays fit to be published, or nothing is saved."""
        super().save_related(request, form, formsets, change)
        item = form.instance
        if item.state == item.State.APPROVED and (problems := item.publication_problems()):
            raise Unfit(problems)
        self._tell_what_was_removed(request, form)

    def _tell_what_was_removed(self, request, form):
        for field in form.fields.values():
            if isinstance(field, RichTextFormField) and field.removed:
                sentence = _("The text held what cannot be kept, and it was taken out: %s.")
                self.message_user(request, sentence % "、".join(field.removed), messages.WARNING)


class PartInline(UncutTextMixin, admin.TabularInline):
    """Rows that belong to an item and are edited by whoever may edit it, with no permission of their own.

    `stands_after` names the fieldset under which it is shown.
    """

    extra = 0
    stands_after = None

    def _may_edit(self, request, obj):
        owner = self.admin_site.get_model_admin(self.parent_model)
        return owner.has_change_permission(request, obj) if obj else owner.has_add_permission(request)

    def has_add_permission(self, request, obj=None):
        return self._may_edit(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._may_edit(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may_edit(request, obj)

    def has_view_permission(self, request, obj=None):
        return self.admin_site.get_model_admin(self.parent_model).has_view_permission(request, obj)
