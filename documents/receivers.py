from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import Document


@receiver(post_delete, sender=Document)
def discard_the_file_of(sender, instance, using, **kwargs):
    """The file goes with the row, one by one or in bulk, and only once the row is gone for certain."""
    file = instance.file
    transaction.on_commit(lambda: file.storage.delete(file.name), using=using, robust=True)
