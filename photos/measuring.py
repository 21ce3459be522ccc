"""Measures pictures that came in before their size was noted, a few at a time."""

from django.core.files.storage import default_storage

from .models import Photo

BATCH = 200  # pictures in one transaction


def unmeasured():
    """Return the pictures of whose clean JPEG it is not known how many bytes it has."""
    return Photo.objects.filter(master_bytes=None)


def measure(rows):
    """Note how many bytes the clean JPEG of each of `rows` has, and return of how many it was found.

    One whose file is gone stays as it is.
    """
    found = 0
    for photo in rows.only("pk", "stem"):
        if default_storage.exists(photo.master_name):
            size = default_storage.size(photo.master_name)
            found += Photo.objects.filter(pk=photo.pk, stem=photo.stem).update(master_bytes=size)
    return found
