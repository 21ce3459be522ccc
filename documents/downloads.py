"""Serves documents: as a download under a safe name, never as something that a browser would run."""

from django.http import FileResponse, Http404

from .models import Document

# If a browser shows a document all the same, nothing in it may run or load.
POLICY = "sandbox; default-src 'none'"


def handed_out(document: Document) -> FileResponse:
    """Return the file of a Document as a download."""
    try:
        file = document.file.open("rb")
    except FileNotFoundError:  # deleted just now
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=document.file_name, content_type=document.content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    return response
