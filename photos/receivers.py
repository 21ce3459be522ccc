from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import Photo


@receiver(post_delete, sender=Photo)
def discard_files_of(sender, instance, using, **kwargs):
    """The files go with the row, one by one or in bulk, and only once the row is gone for certain."""
    transaction.on_commit(instance.discard_files, using=using, robust=True)
