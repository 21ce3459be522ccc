"""A disk that takes no more, without filling one."""

import errno
import os

from storage import uploads


def fill(monkeypatch, after=0, number=errno.ENOSPC):
    """Let the disk take no file any more once it has taken so many."""
    link, done = os.link, []

    def full(*names, **options):
        if len(done) >= after:
            raise OSError(number, os.strerror(number))
        done.append(names)
        link(*names, **options)

    monkeypatch.setattr(os, "link", full)


def fill_where_files_wait(monkeypatch, settings):
    """Let there be no room for a file while it is sent, however small it is."""
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    monkeypatch.setattr(uploads.tempfile, "TemporaryFile", lambda **_options: open("/dev/full", "w+b"))  # noqa: SIM115


def files_below(folder):
    return [path for path in folder.rglob("*") if path.is_file()]
