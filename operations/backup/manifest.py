"""What is said of a backup: `manifest.json`, and the list of its files, `files.jsonl`.

Both are plain text, so that the server knows what it has without the secret key. They hold names, counts, sizes and
digests, and nothing that anybody wrote. A digest of what is encrypted would tell whether a guess at it is right, a
telephone number say. So those of tables are salted, and the salt is encrypted with the dump; those of files and of the
dump are keyed with SECRET_KEY, so that what is there already is known again. The manifest is signed with SECRET_KEY,
because everybody who has the public key can encrypt something that looks like a backup.
"""

import hmac
import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from . import streams
from .backup_faults import BackupFault
from .streams import Measure

FORMAT = 2
NAME, FILES = "manifest.json", "files.jsonl"
SALT = "operations.backup"


@dataclass(frozen=True)
class BackedUp:
    """One file of the site as it lies in the backup.

    `storage` and `name` say where it belongs, `size` and `keyed` (a keyed_digest) what is in it. `lies_in` is its path
    below `objects/` and ends in the digest of what lies there.
    """

    storage: str
    name: str
    size: int
    keyed: str
    lies_in: str
    sealed_size: int


@dataclass(frozen=True)
class Manifest:
    """All that is said of one backup.

    `tables` is {name: [rows, digest]}, `without_rows` names the tables whose rows are left out on purpose. `database`
    is {size, keyed, sealed_size, sealed_sha256} of the dump, `salt` {sealed_size, sealed_sha256} of the salt of
    `tables`; `files` is {storage: [files, bytes]}.
    """

    site: str
    made_at: str  # before the database was read
    vendor: str
    vendor_version: str
    migrations: list[list[str]]
    tables: dict[str, list]
    without_rows: list[str]
    database: dict[str, Any]
    salt: dict[str, Any]
    files: dict[str, list[int]]
    list_sha256: str
    vanished: int
    recipients: list[str]
    seal: str
    settings_named: list[str]
    key: str
    format: int = FORMAT

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.made_at)

    @property
    def is_sealed(self) -> bool:
        return bool(self.recipients)

    @property
    def is_of_our_key(self) -> bool:
        return hmac.compare_digest(self.key, key_fingerprint())

    def is_what_it_was(self, found: Measure, size: int, keyed: str) -> bool:
        """Whether `found` has this size and keyed digest. Where another SECRET_KEY made that, the size alone tells."""
        is_same = not self.is_of_our_key or hmac.compare_digest(keyed, keyed_digest(found.sha256))
        return found.size == size and is_same

    def write(self, folder: Path) -> None:
        """Write it, signed, into `folder`."""
        said = asdict(self)
        text = json.dumps({**said, "signature": _signature(said)}, ensure_ascii=False, indent=1)
        (folder / NAME).write_text(text)

    @classmethod
    def read(cls, folder: Path, *, with_another_key: bool = False) -> Self:
        """Return the manifest in `folder`.

        Raises BackupFault where there is none, or it was altered. With `with_another_key`, one that another SECRET_KEY
        signed is believed as it is.
        """
        try:
            said = json.loads((folder / NAME).read_text())
            signature = said.pop("signature")
            manifest = cls(**said)
            is_of_our_key = manifest.is_of_our_key
            is_altered = is_of_our_key and not hmac.compare_digest(signature, _signature(said))
        except FileNotFoundError:
            raise BackupFault(_("There is no backup in %s.") % folder) from None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            raise BackupFault(_("The manifest of the backup cannot be read: %s") % (folder / NAME)) from None
        if manifest.format != FORMAT:
            raise BackupFault(_("Another version of the site made this backup, in a form that this one does not know."))
        if is_altered:
            raise BackupFault(_("The manifest was altered after the backup: %s") % (folder / NAME))
        if not is_of_our_key and not with_another_key:
            raise BackupFault(
                _(
                    "Another SECRET_KEY signed this backup, so nobody can tell whether it was altered. Set the key "
                    "that the site had then; if that is lost and you trust this copy, say --other-key."
                )
            )
        return manifest

    def listed(self, folder: Path) -> Iterator[BackedUp]:
        """Yield the files of the backup in `folder`. Raises BackupFault where the list was altered."""
        try:
            with (folder / FILES).open("rb") as file:
                if streams.measure(file).sha256 != self.list_sha256:
                    raise BackupFault(_("The list of files was altered after the backup: %s") % (folder / FILES))
                file.seek(0)
                for line in file:
                    yield BackedUp(**json.loads(line))
        except FileNotFoundError:
            raise BackupFault(_("The list of files is missing: %s") % (folder / FILES)) from None
        except (ValueError, TypeError):  # another key signed it
            raise BackupFault(_("The list of files was altered after the backup: %s") % (folder / FILES)) from None


def write_list(folder: Path, files: Iterable[BackedUp]) -> str:
    """Write the list of files into `folder`; return its digest."""
    with (folder / FILES).open("w+b") as file:
        for stored in files:
            file.write(json.dumps(asdict(stored), ensure_ascii=False).encode() + b"\n")
        file.seek(0)
        return streams.measure(file).sha256


def keyed_digest(sha256: str) -> str:
    """Return what stands for this digest where everybody may read it: the same for the same SECRET_KEY alone."""
    return salted_hmac(f"{SALT}.content", sha256, algorithm="sha256").hexdigest()


def key_fingerprint() -> str:
    """Tell whether SECRET_KEY is the one of the backup, and nothing else about it."""
    return salted_hmac(f"{SALT}.key", "fingerprint", algorithm="sha256").hexdigest()[:16]


def _signature(said: dict[str, Any]) -> str:
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return salted_hmac(SALT, text, secret=settings.SECRET_KEY, algorithm="sha256").hexdigest()
