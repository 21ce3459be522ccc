"""Which of the three formats a file is, by its content alone, and what examines that."""

from . import pdf
from .ooxml import office_file
from .verdict import DocumentRefused

PDF, ZIP, OLE = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def examine(data):
    """Return the Screened file that the bytes `data` hold; raises DocumentRefused where they are not let in.

    Nothing else is raised, but for a MemoryError under the limits of `child`.
    """
    try:
        if data.startswith(PDF):
            return pdf.examine(data)
        if data.startswith(ZIP):
            return office_file.examine(data)
    except (DocumentRefused, MemoryError):
        raise
    except Exception:  # a library raises whatever a broken file makes it stumble over
        raise DocumentRefused("broken") from None
    raise DocumentRefused("old-or-locked" if data.startswith(OLE) else "empty" if not data else "format")
