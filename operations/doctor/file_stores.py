"""Whether files can be written where the site keeps them, and whether the private ones are private to its account."""

import secrets
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils.translation import gettext as _

from .trouble import Trouble, error

FOLDER = "probes"


def look() -> Iterator[Trouble]:
    for name, word in (("default", _("pictures (media)")), ("private", _("private files"))):
        if not _keeps(name):
            yield error(
                _("No file can be written where %s are kept.") % word,
                _("See to whom the folder belongs, whether its disk is there and not full, or whether S3 answers."),
            )
    if settings.PRIVATE_ROOT.is_dir() and _opens_to_others(settings.PRIVATE_ROOT):
        others = "o" if settings.ACCEL_REDIRECT else "go"  # nginx is in the site's group
        yield error(
            _("Other accounts of this machine can read the private files."),
            _("Run “chmod -R %(others)s= %(folder)s”.") % {"others": others, "folder": settings.PRIVATE_ROOT},
        )


def write_probe(name: str) -> tuple[str, bytes]:
    """Write a small file that nobody can know into the storage `name`; return its name and what is in it."""
    content = secrets.token_hex(20).encode()
    return storages[name].save(f"{FOLDER}/{secrets.token_hex(12)}.txt", ContentFile(content)), content


def remove_probe(name: str, file: str) -> None:
    storages[name].delete(file)


def _keeps(name: str) -> bool:
    """Whether the storage `name` gives back what it was given."""
    try:
        file, content = write_probe(name)
        try:
            with storages[name].open(file) as kept:
                return kept.read() == content
        finally:
            remove_probe(name, file)
    except Exception:  # whatever a storage raises: of the disk, of the network, of a library
        return False


def _opens_to_others(folder: Path) -> bool:
    return bool(folder.stat().st_mode & (0o007 if settings.ACCEL_REDIRECT else 0o077))
