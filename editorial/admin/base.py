from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import URLField

from editing.known_keys import KnownKeysMixin
from editing.second_look import SecondLookMixin
from editing.sent_rows import SentRows
from editing.uncut import UncutTextMixin

from .. import rules
from ..forms import CorrectionForm, PublishableForm
from ..richtext import RichTextFormField
from .bulk_actions import BulkDecisions
from .decisions import Decisions
from .duplicate import Duplicate
from .listing import PublishableListing
from .moving_rows import MovingRows
from .preflight import Preflight
from .presence import Presences
from .preview import Preview
from .preview_links import PreviewLinks
from .proposals import Proposals
from .saving import Saving
from .versions import Versions

# CKEditor 4 writes handlers and styles into the elements that it makes, and its icons are data addresses.
EDITOR_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": ["data:"],
}


class EditorialAdmin(
    SecondLookMixin,
    KnownKeysMixin,
    PublishableListing,
    Saving,
    MovingRows,
    Decisions,
    BulkDecisions,
    Versions,
    Proposals,
    Preflight,
    Presences,
    Preview,
    Duplicate,
    PreviewLinks,
    admin.ModelAdmin,
):
    """The desk of one kind of Publishable: who may edit what, the way through the reviews, the list.

    It asks `rules` who may do what, and leaves every change of state to Publishable.decide. A room's own admin adds its
    fields, and says how its public page is made (see Preview).
    """

    form = PublishableForm
    change_form_template = "admin/editorial/change_form.html"

    class Media:
        css = {"all": ["css/admin/desk.css", "css/admin/desk-form.css", "css/admin/typing.css"]}
        js = [
            "js/admin/unsaved.js",
            "js/admin/count.js",
            "js/admin/unsaved-typing-storage.js",
            "js/admin/unsaved-typing-form.js",
            "js/admin/unsaved-typing-filling.js",
            "js/admin/unsaved-typing.js",
            "js/admin/presence.js",
        ]

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or rules.may_edit(request.user, obj))

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or rules.may_delete(request.user, obj))

    def get_view_on_site_url(self, obj=None):
        """Return an address only for what has a public page, even if that page only says that it was withdrawn."""
        public = obj is None or obj.is_live or obj.is_withdrawn
        return super().get_view_on_site_url(obj) if public else None

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        # What is public stays public. Another time would take it away from readers in silence, and that is a
        # withdrawal.
        return [*readonly, "publish_at"] if obj and obj.is_live else readonly

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
        subject = self.subject_of(obj) if obj else None
        context.update(self.panel(request, subject))
        context.update(self.presence(request, obj))
        context["their_changes"] = getattr(request, "their_changes", ())
        if obj and obj.is_live and self.has_change_permission(request, obj):
            context["correction_form"] = self.correction_form(request, subject)
        response = super().render_change_form(request, context, add, change, form_url, obj)
        if any(isinstance(field, RichTextFormField) for field in form.fields.values()):
            return csp_update(EDITOR_POLICY)(lambda: response)()
        return response

    def correction_form(self, request, subject):
        return CorrectionForm(request.POST if request.method == "POST" else None)


class PartInline(KnownKeysMixin, UncutTextMixin, admin.TabularInline):
    """Rows that belong to an item. Whoever may edit the item may edit them; they have no permission of their own.

    `stands_after` names the fieldset below which the rows are shown. `owner` is the admin whose form shows them, where
    that is not the registered admin of the item.
    """

    formset = SentRows
    extra = 0
    stands_after = None
    owner = None

    def _may_edit(self, request, obj):
        owner = self.owner or self.admin_site.get_model_admin(self.parent_model)
        return owner.has_change_permission(request, obj) if obj else owner.has_add_permission(request)

    def has_add_permission(self, request, obj=None):
        return self._may_edit(request, obj)

    def has_change_permission(self, request, obj=None):
        return self._may_edit(request, obj)

    def has_delete_permission(self, request, obj=None):
        return self._may_edit(request, obj)

    def has_view_permission(self, request, obj=None):
        return self.admin_site.get_model_admin(self.parent_model).has_view_permission(request, obj)
