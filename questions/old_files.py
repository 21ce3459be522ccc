"""Files in the private storage that are older than a day."""

from datetime import timedelta

from django.core.files.storage import storages
from django.utils import timezone

DAY = timedelta(days=1)


def old_files(folder):
    """Yield the names of the files in `folder` that are older than a day."""
    storage = storages["private"]
    try:
        _folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in files:
        name = f"{folder}/{file}"
        try:
            is_old = storage.get_modified_time(name) < timezone.now() - DAY
        except FileNotFoundError:  # another process has just deleted it
            continue
        if is_old:
            yield name
