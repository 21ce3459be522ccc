"""The process in which files are examined: `python -m documents.screening.child <file >verdict`.

It gets the file and nothing of the site: no settings, no keys, no database. Its limits hold whatever a
hostile file makes the libraries do. If it crashes, nothing else ends.
"""

import contextlib
import json
import sys
from collections.abc import Callable
from typing import Any

SECONDS = 20  # of processor time
MEMORY = 2 * 1024**3  # bytes of address space


def set_limits() -> None:
    try:
        import resource  # there is none on Windows
    except ImportError:  # no Unix
        return
    limits = {
        resource.RLIMIT_CPU: SECONDS,
        resource.RLIMIT_AS: MEMORY,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in limits.items():
        with contextlib.suppress(ValueError, OSError):  # a system that knows no such limit
            resource.setrlimit(limit, (value, value))


def answer(work: Callable[[bytes], tuple[dict[str, Any], bytes]]) -> None:
    """Write what `work` makes of the file that is sent: a line of JSON, and bytes behind it."""
    set_limits()
    from .verdict import DocumentRefused  # imported here so that what it loads counts against the limits

    data = b""
    try:
        head, data = work(sys.stdin.buffer.read())
    except DocumentRefused as refused:
        head = {"refused": refused.code, "details": refused.details}
    except MemoryError:
        head = {"refused": "too-much-work", "details": {}}
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + data)


def screened(data: bytes) -> tuple[dict[str, Any], bytes]:
    from .examining import examine  # imported here for the same reason

    found = examine(data)
    return {"format": found.format, "text": found.text, "findings": found.findings}, found.data


if __name__ == "__main__":
    answer(screened)
