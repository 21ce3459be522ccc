"""Rows that are written once. No form, no admin page, no queryset and no deletion of something else changes them.

That holds as far as Django writes. SQL by hand passes, and so do the plain models of a migration.
"""

from contextvars import ContextVar
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.signals import class_prepared, pre_delete
from django.dispatch import receiver

CHANGED = "What is on record is never changed."
DELETED = "What is on record is never deleted."
# The Amendment within which rows on record may be changed, or None; see `amending`.
amendment: ContextVar[Any] = ContextVar("amendment", default=None)


class KeptQuerySet(models.QuerySet):
    def update(self, **kwargs):
        if (current := amendment.get()) is None:
            raise TypeError(CHANGED)
        rows = super().update(**kwargs)
        current.count(rows)
        return rows

    def delete(self):
        raise TypeError(DELETED)

    def about(self, model):
        """Those about items of `model`."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    # Django itself calls these to write rows, whichever way it came there.

    def _update(self, values):
        raise TypeError(CHANGED)

    def _raw_delete(self, using):
        raise TypeError(DELETED)

    def _insert(self, objs, fields, **options):
        if options.get("update_fields"):
            raise TypeError(CHANGED)
        if options.get("raw"):
            raise TypeError("What is on record is written by what happens, and loaded from no file.")
        written = super()._insert(objs, fields, **options)
        if current := amendment.get():
            current.is_on_record = True
        return written


class KeptRelation(GenericRelation):
    """A relation to rows that outlive the item. A draft may be deleted; the record of what was decided on it stays."""

    def bulk_related_objects(self, objs, using=DEFAULT_DB_ALIAS):
        return self.remote_field.model._base_manager.none()


class AboutItem(models.Model):
    """A row about one item of any publishable kind."""

    content_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    object_id = models.PositiveBigIntegerField()
    item = GenericForeignKey()

    class Meta:
        abstract = True


class WrittenOnce(models.Model):
    """A row that is never changed and never deleted."""

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if self.pk:
            raise TypeError(CHANGED)
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(DELETED)

    def _do_update(self, *args, **kwargs):
        raise TypeError(CHANGED)


class Kept(AboutItem, WrittenOnce):
    """A row about an item that is written once, never changed, never deleted."""

    class Meta:
        abstract = True


@receiver(class_prepared)
def _guard(sender, **kwargs):
    if issubclass(sender, WrittenOnce):
        sender._meta.base_manager_name = "objects"  # by itself Django takes only that of the first base
        pre_delete.connect(_refuse_deletion, sender=sender)


def _refuse_deletion(**kwargs):
    """Refuse to delete a row. Django sends `pre_delete` for every row that a deletion has collected.

    That somebody receives it also keeps Django from deleting rows without reading them.
    """
    raise TypeError(DELETED)
