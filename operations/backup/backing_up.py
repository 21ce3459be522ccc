"""Writes a backup while the site runs: the database first, from one snapshot, and then the files.

A row is written once its files are, and files never change. So the files that the database knows are there when they
are read, but for those that were deleted meanwhile, and these are told.
"""

import errno
import os
import re
import secrets
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import storages
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils.translation import gettext as _

from . import stored_files
from .backup_faults import BackupFault
from .databases import database_of_the_site
from .databases.tables import WITHOUT_ROWS
from .manifest import BackedUp, Manifest, key_fingerprint, keyed_digest, write_list
from .sealing import Seal
from .store import Store, moment_of, site_of, write_sealed
from .streams import Measure

DATABASE, SALT = "database", "salt"
EVERY = 1000  # files between two lines of progress
VARIABLE = re.compile(r"^\| `([A-Z_]+)` \|", re.MULTILINE)
Say = Callable[[str], None]


class Earlier:
    """What the backups that are kept already have."""

    def __init__(self, store: Store, seal: Seal) -> None:
        self.store = store
        self.kept: set[str] = set()  # objects of any backup
        self.contents: dict[str, BackedUp] = {}  # {keyed digest of what is in it: file}
        self.files: dict[tuple[str, str, int], BackedUp] = {}  # of the newest: files that need not be read again
        backups = store.backups()
        self.unreadable = len(store.dated()) - len(backups)  # what has no manifest may be half of a copy
        for backup in backups:
            self._learn(backup, seal)

    def _learn(self, backup: Path, seal: Seal) -> None:
        try:
            manifest = Manifest.read(backup, with_another_key=True)
            listed = list(manifest.listed(backup))
        except BackupFault:
            self.unreadable += 1
            return
        self.kept.update(stored.lies_in for stored in listed)
        if manifest.is_of_our_key and manifest.seal == seal.name:
            self.contents.update((stored.keyed, stored) for stored in listed)
            self.files = {(stored.storage, stored.name, stored.size): stored for stored in listed}

    def unchanged(self, storage: str, name: str, size: int) -> BackedUp | None:
        """Return the file as the newest backup has it: same name, same size. A stored file never changes."""
        stored = self.files.get((storage, name, size))
        return stored if stored and self.store.has(stored.lies_in, stored.sealed_size) else None

    def same(self, keyed: str) -> BackedUp | None:
        stored = self.contents.get(keyed)
        return stored if stored and self.store.has(stored.lies_in, stored.sealed_size) else None


class Making:
    """One backup that is being made. `vanished` and `unread` count the files that are gone, and those known already."""

    def __init__(self, store: Store, seal: Seal, say: Say, *, reads_all: bool = False) -> None:
        self.store, self.seal, self.say, self.reads_all = store, seal, say, reads_all
        self.vanished = self.unread = self.written = 0
        self.sums: dict[str, list[int]] = {name: [0, 0] for name in stored_files.STORAGES}

    def make(self, moment: datetime) -> Path:
        """Write the backup of `moment`, which is now; return its folder. What fails leaves no trace of it."""
        self.earlier = Earlier(self.store, self.seal)
        self._refuse_anothers_folder()
        if not self.earlier.unreadable:
            self.store.clear_away(self.earlier.kept)
        with self._nothing_left_of_a_failure():
            partial = self.store.begin(moment)
            self._fill(partial, moment)
            return self.store.finish(partial)

    def forget_old(self, now: datetime) -> int:
        """Delete backups that are older than CONTACT_DAYS, and what they alone have; return how many."""
        end = now - timedelta(days=settings.CONTACT_DAYS)
        old = [backup for backup in self.store.backups()[:-1] if moment_of(backup) < end]
        for backup in old:
            self.store.delete(backup)
        left = Earlier(self.store, self.seal)
        if not left.unreadable:
            self.store.clear_away(left.kept)
        return len(old)

    def _refuse_anothers_folder(self) -> None:
        newest = self.store.newest()
        if newest and not self.earlier.unreadable and (site := site_of(newest)) != settings.SITE_URL:
            raise BackupFault(
                _("%(folder)s holds backups of another site, %(site)s: name a folder of its own.")
                % {"folder": self.store.root, "site": site}
            )

    @contextmanager
    def _nothing_left_of_a_failure(self) -> Iterator[None]:
        try:
            yield
        except BaseException as fault:
            if not self.earlier.unreadable:
                self.store.clear_away(self.earlier.kept)
            if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
                raise BackupFault(
                    _("The disk of %s is full. The backup was not made; the earlier ones are as they were.")
                    % self.store.root
                ) from None
            raise

    def _fill(self, folder: Path, moment: datetime) -> None:
        database, salt = database_of_the_site(), secrets.token_bytes(32)
        with database.snapshot() as snapshot:
            self.say(_("Reading the database…"))
            with snapshot.dump() as dump:
                plain, sealed = write_sealed(dump, folder / f"{DATABASE}{self.seal.ending}", self.seal)
            tables = snapshot.tables(salt)
        _salt, sealed_salt = write_sealed(BytesIO(salt), folder / f"{SALT}{self.seal.ending}", self.seal)
        self.say(_("Rows: %d") % sum(rows for rows, _digest in tables.values()))
        list_sha256 = write_list(folder, self._files())
        Manifest(
            site=settings.SITE_URL,
            made_at=moment.isoformat(),
            vendor=database.vendor,
            vendor_version=database.version,
            migrations=sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations()),
            tables=tables,
            without_rows=[name for name in WITHOUT_ROWS if name in tables],
            database={"size": plain.size, "keyed": keyed_digest(plain.sha256), **_sealed(sealed)},
            salt=_sealed(sealed_salt),
            files=self.sums,
            list_sha256=list_sha256,
            vanished=self.vanished,
            recipients=self.seal.recipients,
            seal=self.seal.name,
            settings_named=_settings_named(),
            key=key_fingerprint(),
        ).write(folder)

    def _files(self) -> Iterator[BackedUp]:
        counts: Counter[str] = Counter()
        for storage in stored_files.STORAGES:
            for found in stored_files.of(storage):
                try:
                    stored = self._file(storage, found.name, found.size)
                except FileNotFoundError:  # deleted while the backup ran
                    self.vanished += 1
                    continue
                counts["all"] += 1
                if counts["all"] % EVERY == 0:
                    self.say(_("Files: %d…") % counts["all"])
                self.sums[storage][0] += 1
                self.sums[storage][1] += stored.size
                yield stored

    def _file(self, storage: str, name: str, size: int) -> BackedUp:
        """Return the file as the backup has it; it is written if no backup had it before."""
        if not self.reads_all and (known := self.earlier.unchanged(storage, name, size)):
            self.unread += 1
            return known
        with storages[storage].open(name) as file:
            lies_in, plain, sealed_size = self.store.keep(file, self.seal)
        keyed = keyed_digest(plain.sha256)
        if same := self.earlier.same(keyed):
            if lies_in != same.lies_in:
                self.store.path_of(lies_in).unlink()
            lies_in, sealed_size = same.lies_in, same.sealed_size
        else:
            self.written += sealed_size
        stored = BackedUp(storage, name, plain.size, keyed, lies_in, sealed_size)
        self.earlier.contents[keyed] = stored
        return stored


def _sealed(measure: Measure) -> dict[str, Any]:
    return {"sealed_size": measure.size, "sealed_sha256": measure.sha256}


def _settings_named() -> list[str]:
    """Return the names of those variables of the manual that this site has set. Never what they hold."""
    manual = settings.BASE_DIR / "docs/operations.md"
    named = VARIABLE.findall(manual.read_text()) if manual.is_file() else []
    return sorted(name for name in named if os.environ.get(name))
