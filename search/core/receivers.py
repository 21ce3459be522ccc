"""Keeps the index in step. Whatever is written, by whomever, is found by what it says now, in the same transaction.

Where a row changes by which other things are found (the name of a place), these are written anew right afterwards. What
is written past Django's signals (`update`, `bulk_create`) is not seen; `rebuildsearch` puts that right.
"""

from django.db import transaction
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save

from declarations.findable import DECLARED

from .index import refresh, refresh_marked

ADDED_OR_TAKEN = {"post_add", "post_remove", "post_clear"}


def connect():
    for declaration in DECLARED:
        _watch(declaration.model, declaration.model, lambda row: [row.pk])
        for model, keys in declaration.touched().items():
            _watch(model, declaration.model, keys)
        for model, (fields, keys) in declaration.told_by().items():
            _watch_fields(model, fields, _renewal(declaration.model, keys))
        for part in getattr(declaration.model, "parts", ()):
            _watch_part(declaration.model, declaration.model._meta.get_field(part))
        if hasattr(declaration.model, "places"):
            _watch_places(declaration.model)
        if declaration.names_others_by:
            _watch_fields(declaration.model, declaration.names_others_by, _renew_marked)


def _watch(sender, model, keys):
    def written(sender, instance, raw=False, created=False, **kwargs):
        if not raw and not (created and _is_hidden(instance)):
            refresh(model, list(keys(instance)))

    for signal in (post_save, post_delete):
        signal.connect(written, sender=sender, weak=False)


def _watch_part(model, relation):
    _watch(relation.related_model, model, lambda row: [getattr(row, relation.field.attname)])


def _watch_places(model):
    def changed(sender, instance, action, reverse, pk_set, **kwargs):
        if action in ADDED_OR_TAKEN:
            refresh(model, list(pk_set or ()) if reverse else [instance.pk])

    m2m_changed.connect(changed, sender=model.places.through, weak=False)


def _is_hidden(row):
    """Whether `row` is an item that readers cannot find.

    It has no entry: what took it away from readers has taken it out of the index.
    """
    return not getattr(row, "is_approved", True)


def _watch_fields(sender, fields, renew):
    """Call `renew` with each row of `sender` in which one of `fields` has changed, once its transaction is committed.

    That is rare, and may touch much.
    """

    def note(sender, instance, **kwargs):
        instance.was_found_by = sender.objects.filter(pk=instance.pk).values_list(*fields).first()

    def written(sender, instance, raw=False, **kwargs):
        before = instance.was_found_by
        if not raw and before:
            transaction.on_commit(lambda: changed(sender, instance, before))

    def changed(sender, instance, before):
        if sender.objects.filter(pk=instance.pk).values_list(*fields).first() != before:
            renew(instance)

    pre_save.connect(note, sender=sender, weak=False)
    post_save.connect(written, sender=sender, weak=False)


def _renew_marked(row):
    refresh_marked(f"{row._meta.model_name}_{row.pk}")


def _renewal(model, keys):
    return lambda row: refresh(model, list(keys(row)))
