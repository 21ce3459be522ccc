"""Two editors save one item: what the second is told, and the form that is given back."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from editing.person_names import name_of
from text.numbers import number_in

from .. import snapshots
from ..comparison import compare, summary
from ..forms import CorrectionForm
from ..models import Proposal
from .conflicting_rows import PostedRows
from .posted import says, write

VERSION = "_version"  # the hidden field that says which version a form was filled from


def settle_late_save(model_admin, request, subject):
    """Tell the second of two people who save what the first has changed. What only the first touched is taken over.

    Rows can change without a save of the item, for example where a topic is put in order. Such changes are taken over
    too, and need no second look.
    """
    if not subject.version:
        return
    base, now = _version_sent(subject, request.POST.get(VERSION, "")), held_by(subject)
    is_late = base is None or is_changed_since(subject, base)
    if is_late:
        request.problems = [sentence_about(subject, base)]
        request.their_changes = compare(model_admin.model, base.data, now) if base else ()
    if base and (is_late or base.data != now):
        request.POST = with_their_changes(model_admin, request, subject, base.data, now)


def held_by(subject):
    """Return the snapshot of what `subject` holds now."""
    return subject.data if isinstance(subject, Proposal) else snapshots.snapshot_of(subject)


def _version_sent(subject, number):
    """Return `version_seen`. Of an item, which is locked, the newest version is left for the one who keeps the next."""
    if subject is not subject.home:
        return version_seen(subject, number)
    newest = subject.newest_version = subject.versions.order_by("number").last()
    is_it = newest and not newest.proposal_id and newest.number == number_in(number)
    return newest if is_it else version_seen(subject, number)


def version_seen(subject, number):
    """Return the Version from which a form was filled, or None where that cannot be known.

    `number` is what the form says. It says "0" if `subject` had no version of its own then.
    """
    if number == "0" and isinstance(subject, Proposal):
        return subject.item.versions.get(number=subject.base)
    if number == "0":
        return subject.own_versions().first()
    return subject.own_versions().filter(number=number_in(number)).first()


def is_changed_since(subject, base):
    """Whether `subject` has changed since the Version `base`.

    For an item, what it holds must differ from `base`. For a proposed version, any later version counts.
    """
    if subject is subject.home and subject.version == base.number:
        return False
    last = subject.own_versions().last()
    return last.data != base.data or (isinstance(subject, Proposal) and last.number > base.number)


def sentence_about(subject, base):
    """Say who has saved `subject` since `base`, when, and what was changed.

    `base` is a Version, or None where it is not known.
    """
    last = subject.own_versions().last()
    words = {
        "person": name_of(last.saved_by),
        "time": date_format(timezone.localtime(last.saved_at), "H:i"),
        "number": last.number,
    }
    if base is None:
        sentence = _("Not saved: %(person)s saved version %(number)d at %(time)s. Look at it before you save again.")
        return sentence % words
    since = subject.own_versions().filter(number__gt=base.number).select_related("saved_by")
    words["person"] = "、".join(dict.fromkeys(name_of(version.saved_by) for version in since.defer("data")))
    kind = subject.item_model
    words["changed"] = summary(kind, base.data, last.data) or CorrectionForm.base_fields["correction"].label
    sentence = _(
        "Not saved: since you opened this, %(person)s saved version %(number)d at %(time)s and changed: %(changed)s. "
        "What you typed is below. Where only the other has changed something, it is taken over; "
        "where both have, yours stands. Look through it and save again."
    )
    return sentence % words


def with_their_changes(model_admin, request, subject, base, now):
    """Return the POST, with what only others have changed taken over.

    Their changes are those from the snapshot `base` to the snapshot `now`.
    """
    typed = request.POST.copy()
    item = subject.home
    shown = model_admin.get_object(request, str(item.pk))
    form = model_admin.get_form(request, shown, change=True)(instance=shown)
    for name in form.fields:
        group = "links" if name in now["links"] else "fields"
        before = base[group].get(name)
        if name in now[group] and now[group][name] != before and says(typed, form, name, before):
            write(typed, form, name, now[group][name])
    for formset in model_admin._create_formsets(request, shown, change=True)[0]:
        part = formset.fk.remote_field.get_accessor_name()
        theirs, before = now["rows"].get(part, []), base["rows"].get(part, [])
        if theirs != before:
            PostedRows(typed, formset, keep_keys=subject is item).settle(theirs, before)
    if subject is not item:
        _settle_word(typed, subject)
    return typed


def _settle_word(typed, proposal):
    """Take over into `typed` what readers are to be told, unless the typist has changed it."""
    readers = CorrectionForm(typed)
    held = {name: getattr(proposal, name) for name in readers.fields}
    if not readers.has_changed():
        for name, value in held.items():
            typed[readers.add_prefix(name)] = value
        if not proposal.is_minor:
            del typed[readers.add_prefix("is_minor")]
    for name, value in held.items():
        typed[readers.add_initial_prefix(name)] = value
