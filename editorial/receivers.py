"""Keeps the search in step with the desk."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from search.core.index import refresh

from .models import Version


@receiver(post_save, sender=Version)
def refresh_item(sender, instance, raw=False, **kwargs):
    """Write anew how an item is found. The version is the last thing that the desk writes: all rows are there by then.

    Nobody finds a proposed version. What takes an item away from readers takes it out of the index itself.
    """
    if not raw and instance.proposal_id is None and getattr(instance.item, "is_approved", True):
        refresh(instance.content_type.model_class(), [instance.object_id])
