"""Pictures as WeChat takes them: JPEG, small enough, and a cover in the two shapes that it shows."""

from base64 import b64encode
from io import BytesIO
from math import floor

import segno
from django.core.files.storage import default_storage
from PIL import Image, ImageOps

from photos.intake import encode
from photos.models import Photo
from photos.stored import MIDDLE

from ..rendering import photo_stems
from .accepted import MOST_PICTURE_BYTES, PICTURE_TYPES

WIDTH = 1080  # pixels: a telephone's screen
QUALITIES = (85, 75, 60, 40)
# {name of the file: (width to height, width in pixels)}
COVERS = {"cover-wide.jpg": (2.35, 1080), "cover-square.jpg": (1, 600)}


def library(html: str) -> dict[str, Photo | None]:
    """Return the library's pictures that `html` shows by their stems; None for one whose file is not there."""
    stems = photo_stems(html)
    photos = {photo.asked: photo for photo in Photo.objects.with_stems(stems)} if stems else {}
    return {stem: photo if has_file(photo) else None for stem in stems for photo in [photos.get(stem)]}


def has_file(photo: Photo | None) -> bool:
    return photo is not None and default_storage.exists(photo.master_name)


def jpeg_of(photo: Photo) -> bytes:
    return _small_enough(_opened(photo), WIDTH)


def cover_of(photo: Photo, name: str) -> bytes:
    """Return `photo` cut to the shape of `name`, a key of COVERS, round its focus. It is never scaled up."""
    ratio, width = COVERS[name]
    image = _opened(photo)
    focus = [(MIDDLE if side is None else side) / 100 for side in (photo.focus_x, photo.focus_y)]
    longest = min(image.width, floor(image.height * ratio))
    return _small_enough(ImageOps.fit(image, (longest, max(1, round(longest / ratio))), centering=focus), width)


def qr_of(address: str) -> bytes:
    """Return the QR code of `address` as a PNG: of a drawing WeChat keeps nothing."""
    buffer = BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="png", scale=6, border=4)
    return buffer.getvalue()


def data_address(name: str, content: bytes) -> str:
    return f"data:{type_of(name)};base64,{b64encode(content).decode()}"


def type_of(name: str) -> str:
    return PICTURE_TYPES[name[-4:]]


def _opened(photo):
    with default_storage.open(photo.master_name) as file:
        image = Image.open(file, formats=["JPEG"])
        image.draft("RGB", (2 * WIDTH, 2 * WIDTH))  # a very large picture is decoded at a part of its size
        image.load()
    return image.convert("RGB")


def _small_enough(image, width):
    encoded = b""
    for quality in QUALITIES:
        encoded = encode(image, width, "JPEG", quality)
        if len(encoded) <= MOST_PICTURE_BYTES:
            break
    return encoded
