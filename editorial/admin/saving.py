"""Saving an item's form: one editor at a time, a version is kept, readers are told, nothing typed is lost."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from .. import preflight, snapshots
from ..comparison import compare
from ..forms import CorrectionForm
from ..richtext import RichTextFormField
from ..standing import moving
from .conflicts import held_by, is_changed_since, sentence_about, version_seen, with_their_changes
from .given_back import not_saved

VERSION = "_version"  # the hidden field that says which version the form was filled from


class Unfit(Exception):
    """Raised where what was saved may not stay, so that the save is rolled back.

    Its argument are the sentences that say why.
    """


class Saving:
    """Mixed into EditorialAdmin."""

    def get_object(self, request, object_id, from_field=None):
        """Return the item, locked where it is about to be written.

        So no decision can fall between reading and saving.
        """
        item = super().get_object(request, object_id, from_field)
        if item and request.method == "POST" and transaction.get_connection().in_atomic_block:
            try:
                item.refresh_from_db(from_queryset=self.model._base_manager.select_for_update(of=("self",)))
            except self.model.DoesNotExist:
                return None
        return item

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST" or not object_id:
            return super().changeform_view(request, object_id, form_url, extra_context)
        if not self.has_view_permission(request):
            raise PermissionDenied  # before it is told whether there is such an item
        with transaction.atomic():
            item = self.get_object(request, unquote(object_id))
            if item is None:
                return not_saved(self, request, None)
            if self.has_view_permission(request, item) and not self.has_change_permission(request, item):
                return not_saved(self, request, self.subject_of(item))
            self._refuse_a_late_save(request, self.subject_of(item))
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except Unfit as unfit:
                # Django has rolled its own transaction back. The same form is shown once more, as it was typed. Now it
                # knows what was wrong with its rows.
                request.problems = unfit.args[0]
                return super().changeform_view(request, object_id, form_url, extra_context)

    def subject_of(self, item):
        """Return what this form writes: the item itself. The form of a proposed version has another answer."""
        return item

    def _refuse_a_late_save(self, request, subject):
        """Tell the second of two people who save what the first has changed. What only the first touched is taken over.

        Rows can change without a save of the item, for example where a topic is put in order. Such changes are taken
        over too, and need no second look.
        """
        if not subject.version:
            return
        base, now = version_seen(subject, request.POST.get(VERSION, "")), held_by(subject)
        is_late = base is None or is_changed_since(subject, base)
        if is_late:
            request.problems = [sentence_about(subject, base)]
            request.their_changes = compare(self.model, base.data, now) if base else ()
        if base and (is_late or base.data != now):
            request.POST = with_their_changes(self, request, subject, base.data, now)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.problems = getattr(request, "problems", ())
        return form

    def save_model(self, request, obj, form, change):
        obj.seen_by_readers = None
        if not change:
            obj.author = request.user
        else:
            stored = self.model._base_manager.get(pk=obj.pk)
            stored.keep_first_version()
            obj.version = stored.version
            obj.seen_by_readers = snapshots.snapshot_of(stored) if stored.is_live else None
        with moving("publish_at"):  # whoever may edit what is scheduled may put it off; `keep` records that
            super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        try:
            with transaction.atomic():
                super().save_formset(request, form, formset, change)
        except IntegrityError:
            sentence = _("%(rows)s: the same is there already, perhaps added by somebody else just now. Delete yours.")
            raise Unfit([sentence % {"rows": formset.model._meta.verbose_name_plural}]) from None

    def save_related(self, request, form, formsets, change):
        """Check and keep the item, now that all its rows are there.

        Where an approved item would not be fit for readers any more, Unfit is raised and nothing is saved.
        """
        super().save_related(request, form, formsets, change)
        item = form.instance
        if item.is_approved and (problems := self.unfitness(item)):
            raise Unfit(problems)
        self.keep(request, item, item.seen_by_readers)
        self._tell_what_was_removed(request, form)

    def unfitness(self, item):
        return [str(finding.message) for finding in preflight.run(item, preflight.BLOCKS).blocks]

    def keep(self, request, item, seen_by_readers, remark="", **noted):
        """Keep what is saved as a version. Where readers saw the item before, keep what they need to be told as well.

        `seen_by_readers` is the snapshot of what they saw, or None. Raises Unfit where a word to readers is missing or
        wrong.
        """
        item.keep_version(request.user, remark, **noted)
        if seen_by_readers is None:
            return
        form = CorrectionForm(request.POST)
        differs = snapshots.content_differs(type(item), seen_by_readers, item.own_versions().last().data)
        if problems := form.problems(is_needed=differs):
            raise Unfit(problems)
        if form.cleaned_data["correction"]:
            item.correct(request.user, form.cleaned_data["correction"])
        elif differs:
            item.note_minor(request.user)

    def _tell_what_was_removed(self, request, form):
        for field in form.fields.values():
            if isinstance(field, RichTextFormField) and field.removed:
                sentence = _("The text held what cannot be kept, and it was taken out: %s.")
                self.message_user(request, sentence % "、".join(field.removed), messages.WARNING)
