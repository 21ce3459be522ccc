"""Decodes an uploaded picture, and holds no more of it at once than the machine can bear."""

from io import BytesIO

from PIL import Image

from . import refusals
from .heic import decoded_heic
from .jpeg_end import end_where_it_is_cut_off, is_nearly_whole
from .measures import check_size
from .png_chunks import plain_png

MOST_DECODED = 25_000_000  # pixels: a larger JPEG is decoded at a half or a quarter of its size
# A progressive JPEG is held whole, as coefficients, before a pixel of it is known.
MOST_COEFFICIENTS = 185_000_000  # bytes: of 60 million pixels with halved colours, of 30 million with whole ones
UNSEEN_WEBP = 16  # bytes at the end of a WebP whose loss nobody sees
ORIENTATION = 0x0112  # of EXIF
LYING = {5, 6, 7, 8}  # orientations in which the sensor's width is the height


def orientation_of(image):
    """Return how `image` was held, as EXIF has it: 1, upright, to 8."""
    try:
        return image.getexif().get(ORIENTATION, 1)
    except Exception:  # EXIF that cannot be read is ignored; the pixels are sound.
        return 1


def decoded_jpeg(upload, width):
    image = _opened(upload, "JPEG")
    scans = image.fp.tell()
    scale = scale_to_read(image, width)
    if image.info.get("progressive"):
        _check_coefficients(image)
    if scale > 1:
        image.draft(None, tuple(max(1, side // scale) for side in image.size))
    was_cut_off = end_where_it_is_cut_off(image)
    image.load()
    if was_cut_off():
        upload.seek(scans)
        if not is_nearly_whole(image, image.decoderconfig[0] if image.decoderconfig else 1, upload.read()):
            raise refusals.cut_off("JPEG")
    return image


def decoded_png(upload, width):
    plain = plain_png(upload)
    if plain.frames > 1:
        raise refusals.animated("PNG")
    image = _opened(plain.file, "PNG")
    del plain.file
    image.load()
    image.info["icc_profile"] = plain.profile
    return image


def decoded_webp(upload, width):
    upload.seek(0)
    data = upload.read()
    missing = int.from_bytes(data[4:8], "little") + 8 - len(data)
    if missing > UNSEEN_WEBP:
        raise refusals.cut_off("WebP")
    if missing > 0:
        data += bytes(missing)
    upload = BytesIO(data)
    del data
    image = _opened(upload, "WebP")
    if image.n_frames > 1:
        raise refusals.animated("WebP")
    image.load()
    return image


# {kind of file: function that decodes one to the pixels of a picture `width` wide, or more}
DECODERS = {"JPEG": decoded_jpeg, "PNG": decoded_png, "WebP": decoded_webp, "HEIC": decoded_heic}


def _opened(file, kind):
    file.seek(0)
    image = Image.open(file, formats=[kind.upper()])
    check_size(kind, image.size)
    return image


def scale_to_read(image, width):
    """Return at which part of its size a JPEG is decoded: 1, or a half, quarter or eighth as 2, 4 or 8."""
    across, down = image.size
    upright = down if orientation_of(image) in LYING else across
    scale = 1
    while scale < 8 and (across * down > MOST_DECODED * scale**2 or upright >= width * 2 * scale):
        scale *= 2
    return scale


def _check_coefficients(image):
    across, down = image.size
    whole = max(h * v for _number, h, v, _table in image.layer)
    for_each = 2 * sum(h * v for _number, h, v, _table in image.layer) / whole  # bytes for a pixel
    if across * down * for_each > MOST_COEFFICIENTS:
        raise refusals.too_many_pixels("JPEG", image.size, int(MOST_COEFFICIENTS / for_each))
