"""How a picture that a citizen sent is handed to those who may see it."""

from django.core.files.storage import storages
from django.http import Http404
from django.shortcuts import get_object_or_404

from storage.handing_out import hand_out

from ..models.picture import WIDTHS


def handed_out(pictures, pk, size):
    """Return the file of one of `pictures`, a queryset.

    Raises Http404 where it is none of them, for an unknown size, or where the file was deleted just now.
    """
    picture = get_object_or_404(pictures, pk=pk)
    if size not in WIDTHS:
        raise Http404
    return hand_out(storages["private"], picture.file_name(size), content_type="image/jpeg")
