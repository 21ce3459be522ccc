"""HEIC, as telephones photograph by themselves; read only where somebody has installed what reads it."""

from . import refusals
from .measures import check_size

try:
    import pillow_heif
except ImportError:
    pillow_heif = None


def decoded_heic(upload, width):
    """Return the pixels of the HEIC in `upload`, turned upright as its makers turn it."""
    if pillow_heif is None:
        raise refusals.not_taken("HEIC", is_picture=True)
    upload.seek(0)
    pictures = pillow_heif.open_heif(upload)
    picture = pictures[pictures.primary_index]
    check_size("HEIC", picture.size)
    return picture.to_pillow()
