from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import Document


@receiver(post_delete, sender=Document)
def discard_the_file_of(sender, instance, using, **kwargs):
    """Delete the file of a deleted row, whether rows are deleted one by one or in bulk.

    The file is deleted only once it is certain that the row is gone.
    """
    file = instance.file
    transaction.on_commit(lambda: file.storage.delete(file.name), using=using, robust=True)
