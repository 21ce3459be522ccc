"""How a private file is handed out, once a view has checked who asks. Every private file goes out through here."""

from django.core.files.storage import Storage
from django.http import FileResponse, Http404, HttpResponseBase

# If a browser shows the file as a page, nothing in it may run or load.
POLICY = "sandbox; default-src 'none'"


def hand_out(storage: Storage, name: str, *, content_type: str, saved_as: str = "") -> HttpResponseBase:
    """Return the file `name` of the private `storage` as a response of this type.

    With `saved_as`, a browser saves it under that name and does not show it. Raises Http404 where the file is gone.
    """
    try:
        file = storage.open(name, "rb")
    except FileNotFoundError:  # deleted just now
        raise Http404 from None
    response = FileResponse(file, as_attachment=bool(saved_as), filename=saved_as, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    return response
