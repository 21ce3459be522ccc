"""How a picture that a citizen sent is handed to those who may see it."""

from django.http import FileResponse, Http404

from ..models.picture import WIDTHS


def handed_out(picture, size):
    """Return the file of a CasePicture.

    Raises Http404 for an unknown size, or where the file was deleted just now.
    """
    if size not in WIDTHS:
        raise Http404
    try:
        return FileResponse(picture.open(size), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
