"""Backups of a small site, for the tests: a key, some files, and the two commands."""

from io import BytesIO, StringIO

import pyrage
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command

SECRET_KEY = pyrage.x25519.Identity.generate()
PUBLIC, PRIVATE = b"a picture that everybody may see" * 9, "覃隐真的照片，谁也不能看".encode() * 9


def store(name="cases/a.jpg", data=PRIVATE, storage="private"):
    """Store a file of the site."""
    return storages[storage].save(name, ContentFile(data))


def store_some():
    store("photos/a.webp", PUBLIC, "default")
    store()


def identity(folder):
    """Return the path of a file with the secret key, with the comments that age-keygen writes."""
    path = folder / "secret.key"
    path.write_text(f"# created: 2026-03-02\n# public key: {SECRET_KEY.to_public()}\n{SECRET_KEY}\n")
    return path


def back_up(settings, **options):
    """Back up to the public key; return what the command said."""
    settings.BACKUP_RECIPIENT = [str(SECRET_KEY.to_public())]
    out = StringIO()
    call_command("backup", stdout=out, stderr=out, **options)
    return out.getvalue()


def restore(backup="newest", **options):
    out = StringIO()
    call_command("restore", str(backup), stdout=out, stderr=out, **options)
    return out.getvalue()


def whole(settings):
    """Return the folders of all whole backups, the oldest first."""
    return sorted(path for path in settings.BACKUP_DIR.glob("*Z") if path.is_dir())


def flip(path, at=None):
    """Change one byte of a file, in its middle."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2 if at is None else at] ^= 1
    path.write_bytes(data)


def opened(path):
    """Return what is in an encrypted file."""
    data = BytesIO()
    pyrage.decrypt_io(BytesIO(path.read_bytes()), data, [SECRET_KEY])
    return data.getvalue()
