"""How a table is counted and digested, so that the restored one can be compared."""

import hashlib
from collections.abc import Iterable

# Who is logged in, and who guessed wrongly: no backup holds that, so after a restore everybody logs in anew.
WITHOUT_ROWS = ("django_session", "logins_throttle")


class Digest:
    """Counts rows and adds up their digests. The order of the rows does not matter.

    `salt` goes into each of them. Without it a sum, or the difference of two, would let anybody guess a row.
    """

    def __init__(self, salt: bytes) -> None:
        self.rows, self._sum, self._salt = 0, 0, salt

    def add(self, row: bytes) -> None:
        self.rows += 1
        self._sum += int.from_bytes(hashlib.sha256(self._salt + row).digest(), "big")

    @property
    def value(self) -> list:
        """[rows, digest], as a manifest has it."""
        return [self.rows, f"{self._sum % 2**256:064x}"]


def digest_of(rows: Iterable[bytes], salt: bytes) -> list:
    digest = Digest(salt)
    for row in rows:
        digest.add(row)
    return digest.value


def quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
