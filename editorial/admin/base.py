from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db.models import URLField
from django.utils.translation import gettext_lazy as _

from editing.known_keys import KnownKeysMixin
from editing.rows_by_hand import RowsByHandMixin
from editing.second_look import SecondLookMixin
from editing.sent_rows import SentRows
from editing.uncut import UncutTextMixin

from .. import rules
from ..forms import PublishableForm
from . import proposal_form
from .boxes import open_boxes
from .item_actions import ITEM_ACTIONS
from .listing import PublishableListing
from .panel import panel
from .presence import presence
from .proposals import comparison_of
from .saving import Saving
from .subjects import subject_of
from .text_shown import with_text_shown
from .versions import history


class EditorialAdmin(SecondLookMixin, KnownKeysMixin, PublishableListing, Saving):
    """The desk of one kind of Publishable: who may edit what, the form, the list, and what can be done with an item.

    It asks `rules` who may do what, and leaves every change of state to Publishable.decide. A room's own admin adds its
    fields and its own actions. It names its `public_template`, and gives its context in `public_context(item)`, for an
    item as it is saved or as `snapshots.as_item` made it. What else stands above the fields are `form_panels`, and what
    stands beside the text, within the form, are `panels_beside`: a name, a template and a function of (admin, request,
    item), which returns what the template shows by that name, or None.
    """

    form = PublishableForm
    change_form_template = "admin/editorial/change_form.html"
    desk_actions = ITEM_ACTIONS
    form_panels = ()
    panels_beside = ()
    public_template = None

    class Media:
        css = {
            "all": ["css/admin/desk.css", "css/admin/desk-form.css", "css/admin/writing.css", "css/admin/typing.css"]
        }
        js = [
            "js/admin/unsaved.js",
            "js/admin/count.js",
            "js/admin/unsaved-typing-storage.js",
            "js/admin/unsaved-typing-form.js",
            "js/admin/unsaved-typing-filling.js",
            "js/admin/own-tabs.js",
            "js/admin/unsaved-typing.js",
            "js/admin/presence.js",
            "js/admin/preview-beside.js",
        ]

    def public_context(self, item):
        raise NotImplementedError

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (
            obj is None or rules.may_edit(request.user, subject_of(obj))
        )

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or rules.may_delete(request.user, obj))

    def get_view_on_site_url(self, obj=None):
        """Return an address only for what has a public page, even if that page only says that it was withdrawn."""
        public = obj is None or obj.is_live or obj.is_withdrawn
        return super().get_view_on_site_url(obj) if public else None

    def history_view(self, request, object_id, extra_context=None):
        """Show the versions of an item instead of Django's own log."""
        return history(request, self, object_id)

    def get_readonly_fields(self, request, obj=None):
        readonly = super().get_readonly_fields(request, obj)
        if obj and obj.proposal:
            return [*readonly, *self.model.placement_fields]
        # What is public stays public. Another time would take it away from readers in silence, and that is a
        # withdrawal.
        return [*readonly, "publish_at"] if obj and obj.is_live else readonly

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        is_written = obj is None or self.has_change_permission(request, obj)
        return fieldsets if is_written else with_text_shown(fieldsets)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if isinstance(db_field, URLField):
            kwargs["assume_scheme"] = "https"
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and type(field.widget) is AdminTextareaWidget:
            field.widget.attrs["rows"] = 4
        return field

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if not obj.proposal:
            return kwargs
        formset, is_sent = inline.get_formset(request, obj), request.method == "POST"
        return {**kwargs, **proposal_form.rows_of(obj.proposal, inline, formset, is_sent=is_sent)}

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        for formset in formsets:
            formset.extra = max(formset.extra, len(formset.initial_extra or []))
        return formsets, inlines

    def _shown(self, request, obj, panels):
        """Return those of `panels` that have something to show, each with what it shows."""
        shown = [(name, template, of(self, request, obj)) for name, template, of in panels]
        return [one for one in shown if one[-1] is not None]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if request.method == "POST":
            self.tell_what_was_removed(request, form)
        subject = subject_of(obj) if obj else None
        open_boxes(context["adminform"], context["inline_admin_formsets"])
        above, beside = self._shown(request, obj, self.form_panels), self._shown(request, obj, self.panels_beside)
        context |= {
            **panel(self, request, subject),
            **presence(self, request, obj),
            **{name: shown for name, _template, shown in (*above, *beside)},
            "form_panels": [template for _name, template, _shown in above],
            "panels_beside": [template for _name, template, _shown in beside],
            "is_nav_sidebar_enabled": False,  # the text and what is beside it want the width
            "their_changes": getattr(request, "their_changes", ()),
        }
        if obj and obj.proposal:
            context |= {"title": _("Proposed version"), **comparison_of(obj.proposal)}
        if obj and obj.is_live and self.has_change_permission(request, obj):
            context["correction_form"] = proposal_form.readers_form(request, subject)
        return super().render_change_form(request, context, add, change, form_url, obj)


class PartInline(RowsByHandMixin, KnownKeysMixin, UncutTextMixin, admin.TabularInline):
    """Rows that belong to an item. Whoever may edit the item may edit them; they have no permission of their own.

    `stands_after` names the fieldset below which the rows are shown. Otherwise they stand below the text.
    """

    formset = SentRows
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
