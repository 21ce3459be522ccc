"""The site's files, through Django's storages: they may lie on a disk or in S3."""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage, storages
from django.utils.translation import gettext as _

from . import streams
from .faults import BackupFault
from .manifest import Stored

STORAGES = ("default", "private")  # what lies in others can be made anew


def names(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the names of all files in `storage`, folder by folder."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:  # nothing was ever stored there, or the folder was deleted meanwhile
        return
    prefix = f"{folder}/" if folder else ""
    for name in sorted(files):
        yield prefix + name
    for name in sorted(folders):
        yield from names(storage, prefix + name)


def holds(stored: Stored) -> bool:
    """Whether the file lies in its storage just as it did."""
    storage = storages[stored.storage]
    if not storage.exists(stored.name) or storage.size(stored.name) != stored.size:
        return False
    with storage.open(stored.name) as file:
        return streams.measure(file).sha256 == stored.sha256


def put(stored: Stored, data: bytes) -> None:
    """Store `data` under the name that it had, in the place of what is there."""
    storage: Any = storages[stored.storage]
    storage.delete(stored.name)
    if storage.save(stored.name, ContentFile(data)) != stored.name:
        raise BackupFault(_("A file could not be stored under its own name: %s") % stored.name)


def counts() -> dict[str, int]:
    """Return how many files there are in each storage."""
    return {name: sum(1 for _name in names(storages[name])) for name in STORAGES}
