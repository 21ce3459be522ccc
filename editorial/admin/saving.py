"""Saving an item's form: one editor at a time, a version is kept, readers are told, nothing typed is lost."""

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from editing.chosen_rows import foreign_keys_of
from editing.model_admin import NewsroomModelAdmin
from editing.written_in import make_written

from .. import snapshots
from ..richtext import RichTextFormField
from ..standing import moving
from . import proposal_form
from .conflicts import settle_late_save
from .decisions import decide_after_saving
from .given_back import not_saved
from .keeping import Unfit, keep, unfitness
from .moving_rows import make_way
from .subjects import subject_of


class Saving(NewsroomModelAdmin):
    """How the form of an item is saved, and that of its proposed version, which the same form shows.

    `of_proposals` is this admin once more. All that differs in it is that the item is read from its proposed version.
    """

    reads_proposals = False

    @cached_property
    def of_proposals(self):
        twin = type(self)(self.model, self.admin_site)
        twin.reads_proposals = True
        return twin

    def get_object(self, request, object_id, from_field=None):
        """Return the item, locked where it is about to be written.

        So no decision can fall between reading and saving.
        """
        if item := request.__dict__.pop("item_to_save", None):
            return item
        if request.method == "POST" and transaction.get_connection().in_atomic_block:
            locked = self.get_queryset(request).select_for_update(of=("self",))
            locked = locked.select_related(*foreign_keys_of(self.model))
            try:
                item = locked.get(pk=self.model._meta.pk.to_python(object_id))
            except (self.model.DoesNotExist, ValidationError):
                return None
        else:
            item = super().get_object(request, object_id, from_field)
        return proposal_form.read(item) if item and self.reads_proposals else item

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
                return not_saved(self, request, subject_of(item))
            if not item.proposal:
                [held] = snapshots.snapshots_of([item])  # and from now on its rows are at hand
                request.seen_by_readers = held if item.is_live else None
            settle_late_save(self, request, subject_of(item))
            request.item_to_save = item  # nobody else can have changed it
            try:
                return super().changeform_view(request, object_id, form_url, extra_context)
            except Unfit as unfit:
                # Django has rolled its own transaction back. The same form is shown once more, as it was typed. Now it
                # knows what was wrong with its rows.
                request.problems = unfit.args[0]
                return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.problems = getattr(request, "problems", ())
        return form

    def save_model(self, request, obj, form, change):
        """Write the item. Of an item that was read from a proposed version, nothing is written."""
        make_written(request, self.admin_site, [form])
        obj.seen_by_readers = None
        if obj.proposal:
            return
        if not change:
            obj.author = request.user
        else:
            if not obj.version:
                stored = self.model._base_manager.get(pk=obj.pk)
                stored.keep_first_version()
                obj.version = stored.version
            obj.seen_by_readers = request.seen_by_readers
        with moving("publish_at"):  # whoever may edit what is scheduled may put it off; `keep` records that
            super().save_model(request, obj, form, change)

    def save_formset(self, request, form, formset, change):
        try:
            with transaction.atomic():
                make_way(formset)
                super().save_formset(request, form, formset, change)
        except IntegrityError:
            sentence = _("%(rows)s: the same is there already, perhaps added by somebody else just now. Delete yours.")
            raise Unfit([sentence % {"rows": formset.model._meta.verbose_name_plural}]) from None

    def save_related(self, request, form, formsets, change):
        """Check and keep the item, now that all its rows are there.

        Where an approved item would not be fit for readers any more, Unfit is raised and nothing is saved.
        """
        item = form.instance
        make_written(request, self.admin_site, [row for formset in formsets for row in formset.forms])
        for formset in formsets:
            formset.save_beside(request)
        if item.proposal:
            proposal_form.keep_typed(request, form, formsets)
        else:
            super().save_related(request, form, formsets, change)
            _read_what_has_changed(item, formsets)
            if item.is_approved and (problems := unfitness(item)):
                raise Unfit(problems)
            keep(request, item, item.seen_by_readers)
        self.tell_what_was_removed(request, form)
        if not item.proposal:
            self.advise(request, form)

    def advise(self, request, form):
        """Tell whoever has saved an item what they may have overlooked. An admin of a room may say something here."""

    def tell_what_was_removed(self, request, form):
        for field in form.fields.values():
            if isinstance(field, RichTextFormField) and field.removed:
                sentence = _("The text held what cannot be kept, and it was taken out: %s.")
                self.message_user(request, sentence % "、".join(field.removed), messages.WARNING)

    def log_change(self, request, obj, message):
        """Note the save of an item in the admin's log. Saves of a proposed version are in the record alone."""
        if not obj.proposal:
            super().log_change(request, obj, message)

    def response_add(self, request, obj, post_url_continue=None):
        return decide_after_saving(self, request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        if response := decide_after_saving(self, request, subject_of(obj)):
            return response
        if obj.proposal:
            return proposal_form.after_saving(self, request, obj.proposal)
        return super().response_change(request, obj)


def _read_what_has_changed(item, formsets):
    """Have at hand once more the rows of `item` that were read before they were saved."""
    at_hand = item.__dict__.get("_prefetched_objects_cache", {})
    for formset in formsets:
        if formset.has_changed():
            at_hand.pop(formset.fk.remote_field.get_accessor_name(), None)
    snapshots.snapshots_of([item])
