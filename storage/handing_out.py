"""How a private file is handed out, once a view has checked who asks. Every private file goes out through here."""

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import FileSystemStorage, Storage
from django.http import FileResponse, Http404, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.utils.http import content_disposition_header

# If a browser shows the file as a page, nothing in it may run or load.
POLICY = "sandbox; default-src 'none'"


def hand_out(storage: Storage, name: str, *, content_type: str, saved_as: str = "") -> HttpResponseBase:
    """Return the file `name` of the private `storage` as a response of this type.

    With `saved_as`, a browser saves it under that name and does not show it. Raises Http404 where the file is gone.
    A file on disk is left to nginx where ACCEL_REDIRECT is set: then no worker waits for a slow visitor, and nginx
    answers for parts of a file. One in S3 is fetched there by the visitor, with an address that is good for seconds, if
    PRIVATE_STORAGE says so (`link_seconds`). Any other file is sent by the site.
    """
    try:
        if settings.ACCEL_REDIRECT and isinstance(storage, FileSystemStorage):
            response = _left_to_nginx(storage, name, content_type, saved_as)
        elif getattr(storage, "link_seconds", 0):
            response = _linked(storage, name, content_type, saved_as)
        else:
            file = storage.open(name, "rb")
            response = FileResponse(file, as_attachment=bool(saved_as), filename=saved_as, content_type=content_type)
    except FileNotFoundError:  # deleted just now
        raise Http404 from None
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    return response


def _left_to_nginx(storage: Storage, name: str, content_type: str, saved_as: str) -> HttpResponseBase:
    if not storage.exists(name):
        raise FileNotFoundError(name)
    # Streaming, so that nothing takes the empty content for that of the file: no length, no ETag is made of it.
    response = StreamingHttpResponse(iter(()), content_type=content_type)
    response["X-Accel-Redirect"] = settings.ACCEL_REDIRECT + quote(name)
    if disposition := content_disposition_header(bool(saved_as), saved_as):
        response["Content-Disposition"] = disposition
    return response


def _linked(storage: Any, name: str, content_type: str, saved_as: str) -> HttpResponseBase:
    response = HttpResponseRedirect(storage.link(name, content_type, saved_as))
    response["Cache-Control"] = "private, no-store"  # whoever had the address would have the file
    response["Referrer-Policy"] = "no-referrer"
    return response
