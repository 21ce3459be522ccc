"""The form of a proposed version. It is the item's own, but writes to a snapshot while readers see the old text.

The item is read from the snapshot, its rows start as new rows, and saving writes a snapshot. No row of the item is
touched.
"""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from .. import snapshots
from ..forms import CorrectionForm
from ..models import Proposal
from .keeping import Unfit


def read(item):
    """Return the proposed version of `item` as an item in memory, which knows what it was read from."""
    proposal = item.open_proposal()
    if proposal is None:
        raise Http404
    shown = proposal.as_item()
    shown.proposal = proposal
    return shown


def rows_of(proposal, inline, formset, *, is_sent):
    """Return with what the formset of `inline` begins. `is_sent` says that its rows come from a POST."""
    # The formset gets an item without a key. So its rows are compared with each other, not with those that are stored.
    begun = {"instance": proposal.item_model(), "queryset": inline.model._base_manager.none()}
    if is_sent:
        return begun
    relation = inline.model._meta.get_field(formset.fk.name).remote_field
    # Rows that point to something that is gone by now are left out: nobody could save them.
    held = snapshots.pruned(proposal.item_model, proposal.data)[0]["rows"]
    rows = held.get(relation.get_accessor_name(), [])
    return {**begun, "initial": [{name: value for name, value in row.items() if name != "id"} for row in rows]}


def keep_typed(request, form, formsets):
    """Keep what was typed as the next version of the proposal. Raises Unfit where the word to readers is wrong."""
    proposal = form.instance.proposal.locked()
    readers = CorrectionForm(request.POST)
    if problems := readers.problems(is_needed=False):
        raise Unfit(problems)
    proposal.settle()
    proposal.keep_version(request.user, _typed(proposal, form, formsets), **readers.cleaned_data)
    form.instance.proposal = proposal


def readers_form(request, subject):
    """Return the form of a word to readers. That of a proposed version begins with the word that it holds."""
    if request.method == "POST":
        return CorrectionForm(request.POST)
    if not isinstance(subject, Proposal):
        return CorrectionForm()
    return CorrectionForm(initial={"correction": subject.correction, "is_minor": subject.is_minor})


def after_saving(admin, request, proposal):
    admin.message_user(request, _("The proposed version is saved. Readers still see the old text."), messages.SUCCESS)
    return HttpResponseRedirect(admin.url_of("proposal", proposal.object_id))


def _typed(proposal, form, formsets):
    """Return the snapshot of what the form holds."""
    before = proposal.data
    links = {
        name: sorted(one.pk for one in form.cleaned_data[name]) if name in form.cleaned_data else keys
        for name, keys in before["links"].items()
    }
    rows = dict(before["rows"])
    for formset in formsets:
        part = formset.fk.remote_field.get_accessor_name()
        fields_of_row = snapshots.row_fields(snapshots.relation_of(proposal.item_model, part))
        typed = snapshots.plain([snapshots.row_data(row, fields_of_row) for row in formset.save(commit=False)])
        rows[part] = _with_keys(sorted(typed, key=lambda row: row.get("order", 0)), before["rows"].get(part, []))
    return snapshots.plain({"fields": snapshots.fields_of(form.instance), "links": links, "rows": rows})


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
