"""The folder in which the backups of one site lie.

    objects/ab/abcd….age    one file of the site each, named by the digest of what is written there; kept once,
                            however many backups have it
    2026-11-30T194000Z/     one backup: manifest.json, files.jsonl, database.age and salt.age
    ….partial               one that is being written, or whose writing was broken off
    erased.txt              what was deleted for good since (questions.erased)
    lock

Nothing is ever changed once it has its name. All belongs to the site's account alone.
"""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from . import streams
from .backup_faults import BackupFault
from .manifest import NAME, Manifest
from .sealing import Seal
from .streams import Measure

STAMP = "%Y-%m-%dT%H%M%SZ"
OURS = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
OBJECT = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{62}(\.age)?")
PARTIAL = ".partial"
BEING_WRITTEN = f"new{PARTIAL}"


class Store:
    """The folder `root` and what lies in it."""

    def __init__(self, root: Path) -> None:
        self.root, self.objects = root, root / "objects"

    def path_of(self, lies_in: str) -> Path:
        return self.objects / lies_in

    def dated(self) -> list[Path]:
        """Return all folders that have the name of a backup, the oldest first."""
        if not self.root.is_dir():
            return []
        return sorted(path for path in self.root.iterdir() if OURS.fullmatch(path.name) and path.is_dir())

    def backups(self) -> list[Path]:
        """Return the folders of all whole backups, the oldest first."""
        return [path for path in self.dated() if (path / NAME).is_file()]

    def newest(self) -> Path | None:
        return next(reversed(self.backups()), None)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Make the folder, and hold it within this. What is made there belongs to this account alone.

        Raises BackupFault where another backup is being written.
        """
        before = os.umask(0o077)
        try:
            self.objects.mkdir(parents=True, exist_ok=True)
            self.root.chmod(0o700)
            with (self.root / "lock").open("w") as lock:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    raise BackupFault(_("Another backup is being written in %s.") % self.root) from None
                yield
        finally:
            os.umask(before)

    def begin(self, moment: datetime) -> Path:
        """Return a new folder for the backup of `moment`. It counts as none before `finish`."""
        folder = self.root / f"{moment.astimezone(UTC):{STAMP}}{PARTIAL}"
        folder.mkdir()
        return folder

    def finish(self, partial: Path) -> Path:
        """Give `partial` the name of a whole backup, once everything is on the disk."""
        os.sync()
        whole = partial.rename(partial.with_suffix(""))
        os.sync()
        return whole

    def keep(self, reader: Any, seal: Seal) -> tuple[str, Measure, int]:
        """Write what `reader` has as one object, and read back what is on the disk.

        Returns its path below `objects/`, the Measure of what was read, and how many bytes it takes.
        """
        being_written = self.objects / BEING_WRITTEN
        plain, sealed = write_sealed(reader, being_written, seal)
        folder = self.objects / sealed.sha256[:2]
        folder.mkdir(exist_ok=True)
        path = being_written.rename(folder / f"{sealed.sha256}{seal.ending}")
        return str(path.relative_to(self.objects)), plain, sealed.size

    def has(self, lies_in: str, size: int) -> bool:
        """Whether there is such an object, of that size."""
        try:
            return self.path_of(lies_in).stat().st_size == size
        except OSError:
            return False

    def clear_away(self, kept: set[str]) -> None:
        """Delete what broken-off backups left, and all objects but those that `kept` names. Nothing of anybody else."""
        for path in self.root.glob(f"*{PARTIAL}"):
            if OURS.fullmatch(path.stem):
                shutil.rmtree(path)
        for path in self.objects.rglob("*"):
            name = str(path.relative_to(self.objects))
            if path.is_file() and name not in kept and (OBJECT.fullmatch(name) or name == BEING_WRITTEN):
                path.unlink()

    def delete(self, backup: Path) -> None:
        """Delete one backup. If that is broken off, what is left counts as none."""
        shutil.rmtree(backup.rename(backup.with_name(backup.name + PARTIAL)))


def moment_of(backup: Path) -> datetime:
    """When the backup in this folder was made, as the name of the folder says."""
    return datetime.strptime(backup.name, STAMP).replace(tzinfo=UTC)


def site_of(backup: Path) -> str:
    return Manifest.read(backup, with_another_key=True).site


def write_sealed(reader: Any, path: Path, seal: Seal) -> tuple[Measure, Measure]:
    """Encrypt `reader` into the file `path`; return what was read and what was written.

    Raises BackupFault where the file, read back, is not what was written.
    """
    with path.open("wb") as file:
        plain, sealed = seal.close_into(reader, file)
        file.flush()
        os.fsync(file.fileno())
    with path.open("rb") as file:
        if streams.measure(file) != sealed:
            raise BackupFault(_("What was read back from the disk is not what was written: %s") % path)
    return plain, sealed
