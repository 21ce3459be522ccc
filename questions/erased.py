"""A journal of what was erased or withdrawn for an asker: a file outside the database.

A restored backup knows nothing of what was erased after it was made. The journal does, so that it is erased again.
Each line has a time, a word and a number; nothing personal. It is written both in VAR_DIR and in BACKUP_DIR, because
one of the two disks may be lost, and before the transaction ends: rather too much is noted than too little.
"""

import logging
import os
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.utils import timezone

NAME = "erased.txt"
logger = logging.getLogger(__name__)


class Erased(StrEnum):
    """What was erased. The number is that of the case, or of the picture."""

    ALL = "all"  # by the law, after CONTACT_DAYS
    CONTACT = "contact"
    PICTURE = "picture"
    CONSENT = "consent"
    CASE = "case"  # withdrawn by its asker


def note(what: Erased, number: int) -> None:
    """Note it. Where neither file can be written, the log says so, and the asker's wish is done all the same."""
    # Its own line, even where the one before it was cut off.
    line = f"\n{timezone.now().isoformat()} {what} {number}\n".encode()
    written = [_append(path, line) for path in _paths()]
    if not any(written):
        logger.error("erased.txt cannot be written; a restored backup would bring back: %s %d", what, number)


def noted_since(moment: datetime, *folders: Path) -> Iterator[tuple[Erased, int]]:
    """Yield what was noted at `moment` or later, each once. A line that was cut off is passed over.

    `folders` may have a copy of the journal too: a backup is restored from elsewhere.
    """
    paths = [path for path in (*_paths(), *(folder / NAME for folder in folders)) if path.is_file()]
    lines = {line for path in paths for line in path.read_text(errors="replace").splitlines()}
    for line in sorted(lines):
        try:
            at, what, number = line.split()
            if datetime.fromisoformat(at) >= moment:
                yield Erased(what), int(number)
        except (ValueError, TypeError):
            continue


def _paths() -> list[Path]:
    return [settings.VAR_DIR / NAME, settings.BACKUP_DIR / NAME]


def _append(path: Path, line: bytes) -> bool:
    try:
        if path.parent == settings.VAR_DIR:
            path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, line)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError:
        return False
    return True
