"""Encrypts to public keys of age (age-encryption.org), and decrypts with a secret key, which no server has.

`age -d -i KEY FILE` opens by hand whatever is written here.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyrage
from django.utils.translation import gettext as _

from . import streams
from .backup_faults import BackupFault
from .streams import Measure, Metered

SECRET = "AGE-SECRET-KEY-"  # noqa: S105  (how one begins)


class Seal:
    """Encrypts to the public keys `recipients`. With none it writes plain text, which only its caller may want."""

    def __init__(self, recipients: Sequence[str]) -> None:
        self.recipients = sorted(recipients)
        self._keys = [_public_key(recipient) for recipient in self.recipients]

    @property
    def ending(self) -> str:
        return ".age" if self._keys else ""

    @property
    def name(self) -> str:
        """Tells for whom something was encrypted. What is kept for others is written anew."""
        return hashlib.sha256(" ".join(self.recipients).encode()).hexdigest()[:16] if self._keys else "plain"

    def close_into(self, reader: Any, writer: Any) -> tuple[Measure, Measure]:
        """Encrypt `reader` into `writer`; return what was read and what was written."""
        source, target = Metered(reader), Metered(writer)
        if self._keys:
            _through(pyrage.encrypt_io, source, target, self._keys)
        else:
            streams.copy(source, target)
        return source.measure, target.measure


class SecretKeys:
    """The secret keys in the file `path`, as `age-keygen` writes it; none where `path` is None."""

    def __init__(self, path: Path | None) -> None:
        self._keys = _secret_keys(path) if path else []

    def open_into(self, reader: Any, writer: Any, *, is_sealed: bool) -> Measure:
        """Decrypt `reader` into `writer`; return what was written. Raises BackupFault where no key fits."""
        target = Metered(writer)
        if not is_sealed:
            streams.copy(reader, target)
            return target.measure
        if not self._keys:
            raise BackupFault(_("This backup is encrypted: name the file with the secret key by --identity."))
        source = Metered(reader)
        try:
            _through(pyrage.decrypt_io, source, target, self._keys)
        except pyrage.DecryptError as fault:
            if "No matching keys" in str(fault):
                raise BackupFault(
                    _("The secret key does not open this backup: it was encrypted to another one.")
                ) from None
            raise BackupFault(_("It cannot be decrypted: it was altered, or a part is missing.")) from None
        return target.measure


def _through(function: Any, source: Metered, target: Metered, keys: list) -> None:
    """Call `function`, and raise what a stream raised, which the library hides."""
    try:
        function(source, target, keys)
    except (pyrage.EncryptError, pyrage.DecryptError):
        if fault := source.fault or target.fault:
            raise fault from None
        raise


def _public_key(text: str) -> Any:
    if text.upper().startswith(SECRET):
        raise BackupFault(
            _("BACKUP_RECIPIENT holds a secret key, which must not be on this machine: name the public one, age1…")
        )
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise BackupFault(_("BACKUP_RECIPIENT is no public key of age: it begins with age1.")) from None


def _secret_keys(path: Path) -> list:
    try:
        lines = path.read_text().split()
    except (OSError, UnicodeDecodeError):
        raise BackupFault(_("The file with the secret key cannot be read: %s") % path) from None
    try:
        keys = [pyrage.x25519.Identity.from_str(word) for word in lines if word.startswith(SECRET)]
    except pyrage.IdentityError:
        keys = []
    if not keys:
        raise BackupFault(_("There is no secret key of age in %s.") % path)
    return keys
