"""Tells by its content alone which of the three formats a file has, and has it examined."""

from . import pdf
from .heads import head_of
from .ooxml import office_file
from .verdict import DocumentRefused, Screened


def examine(data: bytes) -> Screened:
    """Return the Screened file that the bytes `data` hold. Raises DocumentRefused where it is refused.

    Nothing else is raised, except a MemoryError under the limits of `child`. Both kinds are written anew, so nothing
    that stood before the head or behind the end is in them.
    """
    head = head_of(data)
    try:
        if head == "pdf":
            return pdf.examine(data)
        if head == "zip":
            return office_file.examine(data)
    except (DocumentRefused, MemoryError):
        raise
    except Exception:  # a broken file may make a library raise any exception
        raise DocumentRefused("broken") from None
    raise DocumentRefused("old-or-locked" if head == "ole" else "empty" if not data else "format")
