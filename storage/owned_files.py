"""Which files belong to something. Each room says it of its own folders, in a file `kept_files.py`.

Files that belong to nothing are left by what broke off: a process that was killed between a file and its row, a form
that was never sent, a probe. They are found a day later, when nobody can still be about to write the row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.core.files.storage import storages
from django.utils import timezone

from .walking import UNFINISHED

DAY = timedelta(days=1)
BATCH = 500  # names about which the database is asked at once
FEW = 20  # files in vain, of which one need not wonder
FEWEST = 8  # the same, where nothing else lies in the folder: a picture has four files
STORAGES = ("default", "private")

Needed = Callable[[list[str]], set[str]]
FOLDERS: dict[tuple[str, str], Needed] = {}  # {(storage, folder): what says which of some names are needed}


def owns(storage: str, folder: str) -> Callable[[Needed], Needed]:
    """Decorate a function that takes names of files in `folder` of `storage`, and returns those that are needed."""

    def note(needed: Needed) -> Needed:
        FOLDERS[storage, folder] = needed
        return needed

    return note


def nothing(names: list[str]) -> set[str]:
    """Nothing of a folder in which files only wait. None of them is needed a day later."""
    return set()


@dataclass
class Looked:
    """What was found in one folder of a storage: how many `files` it has, and which `names` belong to nothing."""

    storage: str
    folder: str
    files: int = 0
    names: list[str] = field(default_factory=list)

    @property
    def is_doubtful(self) -> bool:
        """Whether so much of it belongs to nothing that the database is rather the wrong one, or an empty one."""
        waits = FOLDERS.get((self.storage, self.folder)) is nothing
        most = len(self.names) > FEW and 2 * len(self.names) > self.files
        return not waits and (most or (len(self.names) == self.files > FEWEST))


def without_owner() -> Iterator[Looked]:
    """Look through each folder that a room owns. What lies elsewhere is looked at only for unfinished files."""
    before = timezone.now() - DAY
    for (storage, folder), needed in sorted(FOLDERS.items()):
        yield _look(storage, folder, before, needed)
    for storage in STORAGES:
        elsewhere = Looked(storage, "")
        owned = tuple(f"{folder}/" for name, folder in FOLDERS if name == storage)
        for one in storages[storage].walk():
            if not one.name.startswith(owned):
                elsewhere.files += 1
                if UNFINISHED in one.name and one.written_at < before:
                    elsewhere.names.append(one.name)
        yield elsewhere


def _look(storage: str, folder: str, before: datetime, needed: Needed) -> Looked:
    looked, batch = Looked(storage, folder), list[str]()
    for one in storages[storage].walk(folder):
        looked.files += 1
        if one.written_at < before:
            batch.append(one.name)
        if len(batch) == BATCH:
            looked.names += _unneeded(batch, needed)
            batch = []
    looked.names += _unneeded(batch, needed)
    return looked


def _unneeded(names: list[str], needed: Needed) -> list[str]:
    kept = needed([name for name in names if UNFINISHED not in name]) if names else set()
    return [name for name in names if name not in kept]
