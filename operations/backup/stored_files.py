"""The site's files, through Django's storages: they may lie on a disk or in S3."""

from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils.translation import gettext as _

from storage.owned_files import STORAGES
from storage.walking import UNFINISHED, Stored

from . import streams
from .backup_faults import BackupFault
from .manifest import BackedUp
from .streams import Measure


def of(storage: str) -> Iterator[Stored]:
    """Yield the name and size of each file that is whole."""
    for found in storages[storage].walk():
        if UNFINISHED not in found.name:
            yield found


def found(stored: BackedUp) -> Measure | None:
    """Return the Measure of the file where it belongs; None where none of its size lies there."""
    storage = storages[stored.storage]
    if not storage.exists(stored.name) or storage.size(stored.name) != stored.size:
        return None
    with storage.open(stored.name) as file:
        return streams.measure(file)


def put(stored: BackedUp, data: bytes) -> None:
    """Store `data` under the name that it had, in the place of what is there."""
    storage: Any = storages[stored.storage]
    storage.delete(stored.name)
    if storage.save(stored.name, ContentFile(data)) != stored.name:
        raise BackupFault(_("A file could not be stored under its own name: %s") % stored.name)


def counts() -> dict[str, int]:
    """Return how many files there are in each storage."""
    return {name: sum(1 for _file in of(name)) for name in STORAGES}
