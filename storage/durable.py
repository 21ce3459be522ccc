"""Files on disk that are there whole, and stay when the power fails, or are not there at all."""

import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

from .taken_back import TakenBackMixin
from .walking import UNFINISHED, Stored, moment
from .write_faults import CannotRead, CannotStore, raised_as

NO_LINKS = {
    errno.EPERM,
    errno.EOPNOTSUPP,
    errno.EMLINK,
}  # how file systems say that they know no second name for a file


class DurableFileStorage(TakenBackMixin, FileSystemStorage):
    """Files below MEDIA_ROOT, each of which appears under its name once it lies whole on the disk.

    It is written beside its place under a name that nobody asks for, and no file takes the place of another. Where
    writing fails, CannotStore is raised and nothing is left. `is_synced` says whether to wait for the disk.
    """

    def __init__(self, *args: Any, is_synced: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_synced = is_synced

    def walk(self, folder: str = "") -> Iterator[Stored]:
        """Yield every file below `folder`, also what was left unfinished. A folder that is not there has none."""
        for at, _folders, files in os.walk(self.path(folder)):
            for file in files:
                path = Path(at, file)
                try:
                    found = path.stat()
                except FileNotFoundError:  # another process has just deleted it
                    continue
                name = path.relative_to(self.location).as_posix()
                yield Stored(name, found.st_size, moment(found.st_mtime))

    def _open(self, name: str, mode: str = "rb") -> File:
        with raised_as(CannotRead):
            return super()._open(name, mode)

    def _save(self, name: str, content: File) -> str:
        with raised_as(CannotStore):
            folder = Path(self.path(name)).parent
            self._make(folder)
            unfinished = folder / f"{UNFINISHED}{secrets.token_hex(8)}"
            try:
                self._write(unfinished, content)
                name = self._named(unfinished, name)
            finally:
                unfinished.unlink(missing_ok=True)
            try:
                self._sync(folder)
            except OSError:
                self.delete(name)
                raise
        return name

    def _make(self, folder: Path) -> None:
        if folder.is_dir():
            return
        self._make(folder.parent)
        mode = self.directory_permissions_mode
        folder.mkdir(exist_ok=True)
        if mode is not None:
            folder.chmod(mode)
        self._sync(folder.parent)

    def _write(self, path: Path, content: File) -> None:
        mode = self.file_permissions_mode
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else mode)
        with os.fdopen(descriptor, "wb") as file:
            for chunk in content.chunks():
                file.write(chunk.encode() if isinstance(chunk, str) else chunk)
            file.flush()
            if mode is not None:
                os.fchmod(descriptor, mode)
            if self.is_synced:
                os.fsync(descriptor)
        self._ensure_location_group_id(path)

    def _named(self, unfinished: Path, name: str) -> str:
        """Give the file its name, or a similar one where another process has just taken it; return the name."""
        while True:
            try:
                os.link(unfinished, self.path(name))
            except FileExistsError:
                name = self.get_available_name(name)
            except OSError as error:
                if error.errno not in NO_LINKS:
                    raise
                os.rename(unfinished, self.path(name))  # names are random, so what it could replace is not there
                return name
            else:
                return name

    def _sync(self, folder: Path) -> None:
        if not self.is_synced:
            return
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
