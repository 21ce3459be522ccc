"""Tells by its content alone which of the three formats a file has, and has it examined."""

from . import pdf
from .ooxml import office_file
from .verdict import DocumentRefused, Screened

PDF, ZIP, OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def examine(data: bytes) -> Screened:
    """Return the Screened file that the bytes `data` hold. Raises DocumentRefused where it is refused.

    Nothing else is raised, except a MemoryError under the limits of `child`.
    """
    try:
        if data.startswith(PDF):
            return pdf.examine(data)
        if data.startswith(ZIP):
            return office_file.examine(data)
    except (DocumentRefused, MemoryError):
        raise
    except Exception:  # a broken file may make a library raise any exception
        raise DocumentRefused("broken") from None
    raise DocumentRefused("old-or-locked" if data.startswith(OLE) else "empty" if not data else "format")
