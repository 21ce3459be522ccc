"""How a picture that a citizen sent is handed to those who may see it."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from ..models.picture import WIDTHS


def handed_out(pictures, pk, size):
    """Return the file of one of `pictures`, a queryset.

    Raises Http404 where it is none of them, for an unknown size, or where the file was deleted just now.
    """
    picture = get_object_or_404(pictures, pk=pk)
    if size not in WIDTHS:
        raise Http404
    try:
        return FileResponse(picture.open(size), content_type="image/jpeg")
    except FileNotFoundError:
        raise Http404 from None
