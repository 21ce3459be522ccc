"""Reads a backup, and believes nothing in it that it has not compared with the signed manifest."""

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from io import BytesIO
from pathlib import Path
from threading import Thread
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from . import streams
from .backing_up import DATABASE, EVERY, SALT
from .backup_faults import BackupFault
from .databases import KINDS
from .manifest import BackedUp, Manifest
from .sealing import SecretKeys
from .store import Store
from .streams import Measure

Say = Callable[[str], None]


class Backup:
    """The backup in `folder`, opened with `keys`."""

    def __init__(self, folder: Path, keys: SecretKeys, *, with_another_key: bool = False) -> None:
        self.folder, self.keys, self.store = folder, keys, Store(folder.parent)
        self.manifest = Manifest.read(folder, with_another_key=with_another_key)

    def files(self) -> Iterator[BackedUp]:
        return self.manifest.listed(self.folder)

    def check_sealed(self, say: Say) -> None:
        """Read all of it, and compare it with what was written. No key is needed for that.

        Raises BackupFault where anything is missing or altered. It names how many files, and the first.
        """
        of_its_own = {self._path(DATABASE): self.manifest.database, self._path(SALT): self.manifest.salt}
        faults = [
            path for path, said in of_its_own.items() if not self._is(path, said["sealed_sha256"], said["sealed_size"])
        ]
        checked: set[str] = set()
        for number, stored in enumerate(self.files(), 1):
            if number % EVERY == 0:
                say(_("Files: %d…") % number)
            if stored.lies_in not in checked:
                checked.add(stored.lies_in)
                path = self.store.path_of(stored.lies_in)
                if not self._is(path, path.name.partition(".")[0], stored.sealed_size):
                    faults.append(path)
        if faults:
            raise BackupFault(
                _("Damaged or missing in the backup, files: %(count)d. The first: %(path)s")
                % {"count": len(faults), "path": faults[0]}
            )

    def check_open(self, say: Say) -> None:
        """Decrypt all of it, and compare every table and every file with what the site had. Needs no database."""
        database, salt = KINDS[self.manifest.vendor](connection), self.salt()
        with self.open_database() as dump:
            self.compare(database.tables_in(dump, salt))
        for number, stored in enumerate(self.files(), 1):
            if number % EVERY == 0:
                say(_("Files: %d…") % number)
            self.content(stored)

    def compare(self, tables: dict[str, list]) -> None:
        """Raises BackupFault where `tables` are not as the site had them."""
        wanted = self.manifest.tables
        differing = sorted(name for name in wanted.keys() | tables.keys() if wanted.get(name) != tables.get(name))
        if differing:
            raise BackupFault(
                _("Tables that are not as they were at the time of the backup: %s") % ", ".join(differing)
            )

    def salt(self) -> bytes:
        """Return what goes into each row's digest."""
        salt = BytesIO()
        with self._path(SALT).open("rb") as file:
            self.keys.open_into(file, salt, is_sealed=self.manifest.is_sealed)
        return salt.getvalue()

    @contextmanager
    def open_database(self) -> Iterator[Any]:
        """Give the dump of the database as a stream. It raises BackupFault at its end if it is not the signed one."""
        with self._path(DATABASE).open("rb") as file, closing(_Opened(self, file)) as opened:
            yield opened

    def content(self, stored: BackedUp) -> bytes:
        """Return what is in a file. Raises BackupFault where it is not what the site had."""
        data = BytesIO()
        try:
            with self.store.path_of(stored.lies_in).open("rb") as file:
                found = self.keys.open_into(file, data, is_sealed=self.manifest.is_sealed)
        except FileNotFoundError:
            found = None
        if not found or not self.is_as_it_was(stored, found):
            raise BackupFault(_("A file is not as it was at the time of the backup: %s") % stored.name)
        return data.getvalue()

    def is_as_it_was(self, stored: BackedUp, found: Measure) -> bool:
        return self.manifest.is_what_it_was(found, stored.size, stored.keyed)

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{'.age' if self.manifest.is_sealed else ''}"

    @staticmethod
    def _is(path: Path, sha256: str, size: int) -> bool:
        try:
            with path.open("rb") as file:
                return streams.measure(file) == Measure(size, sha256)
        except OSError:
            return False


class _Opened:
    """The decrypted dump, as a stream to be read. A thread decrypts into a pipe, from which it is read."""

    def __init__(self, backup: Backup, file: Any) -> None:
        self.backup, self.fault = backup, None
        receiving, sending = os.pipe()
        self._receiving = os.fdopen(receiving, "rb")
        self._thread = Thread(target=self._decrypt, args=[file, os.fdopen(sending, "wb")], daemon=True)
        self._thread.start()

    def read(self, size: int = -1) -> bytes:
        if data := self._receiving.read(size):
            return data
        self._thread.join()
        if self.fault:
            raise self.fault
        return b""

    def close(self) -> None:
        self._receiving.close()
        self._thread.join()

    def _decrypt(self, file: Any, sending: Any) -> None:
        try:
            with sending:
                found = self.backup.keys.open_into(file, sending, is_sealed=self.backup.manifest.is_sealed)
            said = self.backup.manifest.database
            if not self.backup.manifest.is_what_it_was(found, said["size"], said["keyed"]):
                raise BackupFault(_("The database in the backup is not the one that was backed up."))
        except BaseException as fault:
            self.fault = fault
