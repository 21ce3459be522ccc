"""Rows that are written once: no form, no admin page and no queryset changes or deletes them."""

from django.contrib.contenttypes.fields import GenericForeignKey, GenericRelation
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, models


class KeptQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise TypeError("What is on record is never changed.")

    def delete(self):
        raise TypeError("What is on record is never deleted.")

    def about(self, model):
        """Those about items of `model`."""
        return self.filter(content_type=ContentType.objects.get_for_model(model))


class KeptRelation(GenericRelation):
    """Rows that outlive what they are about: a draft may be deleted, the record of what was decided on it stays."""

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
            raise TypeError("What is on record is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("What is on record is never deleted.")


class Kept(AboutItem, WrittenOnce):
    """A row about an item that is written once, never changed, never deleted."""

    class Meta:
        abstract = True
