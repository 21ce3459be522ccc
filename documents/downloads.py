"""Serves documents: as a download under a safe name, never as something that a browser would run."""

from django.http import HttpResponseBase

from storage.handing_out import hand_out

from .models import Document


def handed_out(document: Document) -> HttpResponseBase:
    """Return the file of a Document as a download."""
    file = document.file
    content_type, saved_as = document.content_type, document.file_name
    return hand_out(file.storage, file.name, content_type=content_type, saved_as=saved_as)
