"""What a storage holds, file by file."""

from dataclasses import dataclass
from datetime import UTC, datetime

UNFINISHED = ".unfinished-"  # begins the name of a file that is being written; a process that was killed leaves it


@dataclass(frozen=True)
class Stored:
    """A file of a storage: its name there, its size in bytes, and when it was written."""

    name: str
    size: int
    written_at: datetime


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
