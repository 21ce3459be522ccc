"""Bytes that are counted and digested while they go through."""

import hashlib
from dataclasses import dataclass
from typing import Any

CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Measure:
    """How many bytes there were, and the SHA-256 of them."""

    size: int
    sha256: str


class Metered:
    """A stream of bytes, read or written, that measures what goes through it.

    What the stream raises is also kept as `fault`, because a library in between may raise something else instead.
    """

    def __init__(self, stream: Any) -> None:
        self.stream, self.size, self.fault = stream, 0, None
        self._digest = hashlib.sha256()

    @property
    def measure(self) -> Measure:
        return Measure(self.size, self._digest.hexdigest())

    def read(self, size: int = -1) -> bytes:
        data = self._kept(self.stream.read, size)
        self._count(data)
        return data

    def write(self, data: bytes) -> int:
        data = bytes(data)
        self._kept(self.stream.write, data)
        self._count(data)
        return len(data)

    def flush(self) -> None:
        self._kept(self.stream.flush)

    def _count(self, data: bytes) -> None:
        self.size += len(data)
        self._digest.update(data)

    def _kept(self, function: Any, *arguments: Any) -> Any:
        try:
            return function(*arguments)
        except BaseException as fault:
            self.fault = fault
            raise


class Nowhere:
    """A stream that forgets what is written."""

    def write(self, data: bytes) -> int:
        return len(data)

    def flush(self) -> None:
        pass


def copy(reader: Any, writer: Any) -> None:
    while data := reader.read(CHUNK):
        writer.write(data)


def measure(reader: Any) -> Measure:
    """Read `reader` to its end; return the Measure of what was in it."""
    metered = Metered(reader)
    copy(metered, Nowhere())
    return metered.measure
