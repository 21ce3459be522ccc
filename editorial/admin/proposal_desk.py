"""The form of a proposed version. It is the item's own, but writes to a snapshot while readers see the old text."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from .. import rules, snapshots
from ..forms import CorrectionForm
from .saving import Unfit


class ProposalDesk:
    """Mixed in before an item's admin, to turn its form into that of the proposed version.

    The item is read from the snapshot, its rows start as new rows, and saving writes a snapshot. No row of the item is
    touched.
    """

    def get_object(self, request, object_id, from_field=None):
        item = super().get_object(request, object_id, from_field)
        proposal = item and item.open_proposal()
        if proposal is None:
            raise Http404
        shown = proposal.as_item()
        shown.proposal = proposal
        return shown

    def subject_of(self, item):
        return item.proposal

    def has_change_permission(self, request, obj=None):
        return obj is None or rules.may_edit(request.user, obj.proposal)

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), *self.model.placement_fields]

    def get_inlines(self, request, obj):
        """Let the rows ask this form, and not the item's, who may write them."""
        return [type(inline.__name__, (inline,), {"owner": self}) for inline in super().get_inlines(request, obj)]

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        # The formset gets an item without a key. So its rows are compared with each other, not with those that are
        # stored.
        kwargs |= {"instance": self.model(), "queryset": inline.model._base_manager.none()}
        if request.method != "POST":
            relation = inline.model._meta.get_field(inline.get_formset(request, obj).fk.name).remote_field
            # Rows that point to something that is gone by now are left out: nobody could save them.
            rows = snapshots.pruned(self.model, obj.proposal.data)[0]["rows"].get(relation.get_accessor_name(), [])
            kwargs["initial"] = [{name: value for name, value in row.items() if name != "id"} for row in rows]
        return kwargs

    def _create_formsets(self, request, obj, change):
        formsets, inlines = super()._create_formsets(request, obj, change)
        for formset in formsets:
            formset.extra = len(formset.initial_extra or [])
        return formsets, inlines

    def save_model(self, request, obj, form, change):
        """Save nothing of the item."""

    def save_related(self, request, form, formsets, change):
        proposal = form.instance.proposal.locked()
        readers = CorrectionForm(request.POST)
        if problems := readers.problems(is_needed=False):
            raise Unfit(problems)
        proposal.settle()
        proposal.keep_version(request.user, self._typed(proposal, form, formsets), **readers.cleaned_data)
        form.instance.proposal = proposal
        self._tell_what_was_removed(request, form)

    def _typed(self, proposal, form, formsets):
        """Return the snapshot of what the form holds."""
        before = proposal.data
        links = {
            name: sorted(one.pk for one in form.cleaned_data[name]) if name in form.cleaned_data else keys
            for name, keys in before["links"].items()
        }
        rows = dict(before["rows"])
        for formset in formsets:
            part = formset.fk.remote_field.get_accessor_name()
            fields_of_row = snapshots.row_fields(snapshots.relation_of(self.model, part))
            typed = snapshots.plain([snapshots.row_data(row, fields_of_row) for row in formset.save(commit=False)])
            rows[part] = _with_keys(sorted(typed, key=lambda row: row.get("order", 0)), before["rows"].get(part, []))
        return snapshots.plain({"fields": snapshots.fields_of(form.instance), "links": links, "rows": rows})

    def log_change(self, request, obj, message):
        """Write nothing: the record holds this save. The log of the admin is for what is saved in the item itself."""

    def response_change(self, request, obj):
        proposal = obj.proposal
        if response := self._then(request, proposal):
            return response
        self.message_user(
            request, _("The proposed version is saved. Readers still see the old text."), messages.SUCCESS
        )
        return HttpResponseRedirect(self.url_of("proposal", proposal.object_id))

    def correction_form(self, request, subject):
        if request.method == "POST":
            return CorrectionForm(request.POST)
        return CorrectionForm(initial={"correction": subject.correction, "is_minor": subject.is_minor})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context |= {"title": _("Proposed version"), **self.comparison_of(obj.proposal)}
        return super().render_change_form(request, context, add, change, form_url, obj)


def _with_keys(rows, before):
    """Return `rows`, with their keys given back to those that are as they were in `before`.

    So a comparison knows them again.
    """
    known = list(before)
    for row in rows:
        same = next((old for old in known if {**old, "id": None} == {**row, "id": None}), None)
        if same:
            row["id"] = same["id"]
            known.remove(same)
    return rows
