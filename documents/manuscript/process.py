"""The process in which manuscripts are read: `python -m documents.manuscript.process <file >answer`."""

from dataclasses import asdict
from typing import Any

from ..screening.child import answer


def work(data: bytes) -> tuple[dict[str, Any], bytes]:
    """Return what is read of the manuscript `data`, as JSON can say it, and the bytes of its pictures."""
    from .reading import read  # imported here so that what it loads counts against the limits

    manuscript = read(data)
    head = {
        "blocks": [asdict(block) for block in manuscript.blocks],
        "pictures": [{"alt": picture.alt, "length": len(picture.data)} for picture in manuscript.pictures],
        "notes": manuscript.notes,
    }
    return head, b"".join(picture.data for picture in manuscript.pictures)


if __name__ == "__main__":
    answer(work)
