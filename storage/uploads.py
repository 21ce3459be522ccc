"""How a large file waits until the request that sent it is answered."""

import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from .write_faults import CannotStore, raised_as


class NamelessUploadHandler(FileUploadHandler):
    """Keeps a file that is sent on the disk, under no name: a process that is killed leaves nothing of it.

    Where there is no room the rest of the form is read all the same, so that what was typed is not lost with the file.
    Whoever then reads the file gets CannotStore.
    """

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.fault: CannotStore | None = None
        self.kept: Any = None
        with self._noting():
            self.kept = tempfile.TemporaryFile(dir=settings.FILE_UPLOAD_TEMP_DIR)  # noqa: SIM115  (it is closed with its request)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if not self.fault:
            with self._noting():
                self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:
        if not self.fault:
            with self._noting():
                self.kept.seek(0)  # what was not written yet is written now
        file = Lost(self.fault) if self.fault else self.kept
        return UploadedFile(file, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra)

    def upload_interrupted(self) -> None:
        self._let_go()

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            with raised_as(CannotStore):
                yield
        except CannotStore as fault:
            self.fault = fault
            self._let_go()

    def _let_go(self) -> None:
        if self.kept:
            with suppress(OSError):  # what there was no room for is not written now either
                self.kept.close()


class Lost(io.RawIOBase):
    """Stands for a file that was sent and could not be kept. To do anything with it raises the fault."""

    def __init__(self, fault: CannotStore) -> None:
        super().__init__()
        self.fault = fault

    def _fail(self, *_args: Any) -> Any:
        raise self.fault

    read = readinto = readline = readlines = seek = tell = _fail
