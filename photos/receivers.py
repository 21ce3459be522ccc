from django.db import transaction
from django.db.models.signals import post_delete
from django.dispatch import receiver

from .models import FormerPicture, Photo


@receiver(post_delete, sender=Photo)
@receiver(post_delete, sender=FormerPicture)
def discard_files_of(sender, instance, using, **kwargs):
    """Delete the files of a deleted Photo, and those that it had before, but only once its row is gone for certain.

    Django sends the signal for rows deleted one by one and in bulk.
    """
    transaction.on_commit(instance.discard_files, using=using, robust=True)
