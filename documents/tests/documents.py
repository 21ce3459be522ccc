"""Documents that were let in, for tests that are about what becomes of them."""

import io

from documents.models import Document
from documents.screening.examining import examine


def upload_of(data, name="附件.bin"):
    """Return an open upload with these bytes under this name."""
    upload = io.BytesIO(data)
    upload.name = name
    return upload


def make_document(data, person, name="附件", **fields):
    document = Document(name=name, **fields)
    document.take_in(examine(data), person)
    document.save()
    return document
