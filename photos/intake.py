"""The intake of the picture library: what comes in is measured, decoded and made anew.

Of the sender's file only the pixels are kept. EXIF with its GPS position, comments, colour profiles and trailing data
are left out. So is the file's name: stored files are named at random.

Each step makes a new picture and lets go of the one before, so that two are held in memory at most.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from PIL import Image, ImageCms

from . import refusals
from .decoding import DECODERS, LYING, orientation_of
from .file_kinds import HEAD, kind_of

ACCEPTED = "image/jpeg,image/png,image/webp"  # a telephone then offers its album, and turns HEIC into JPEG
MASTER_WIDTH = 3200  # pixels: twice the widest rendition, so that a half of the picture still fills it
PAPER_WHITE = (255, 255, 255)
LARGE_WEBP = (
    10_000_000  # pixels from which WebP is encoded in a way that takes half the memory and makes an eighth more
)
BAND = 256  # rows of pixels that are put on paper at once
# {mode of the pixels: colour space that their profile must be for} (ICC.1, table 19).
PROFILED = {"RGB": "RGB ", "RGBA": "RGB ", "CMYK": "CMYK", "L": "GRAY"}
# {orientation of EXIF: what makes the picture upright}
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True)
class CleanPicture:
    """A picture that passed the intake: upright sRGB pixels, and the SHA-256 of the file that they came from."""

    image: Image.Image
    digest: str


def digest_of(upload):
    """Return the SHA-256 of an uploaded file as hexadecimal digits. The file is rewound before and after."""
    upload.seek(0)
    digest = hashlib.file_digest(upload, "sha256").hexdigest()
    upload.seek(0)
    return digest


def clean_picture(upload, *, width=MASTER_WIDTH, most_bytes=None):
    """Return the CleanPicture in `upload`, an open binary file, scaled down to `width` where it is wider.

    Raises ValidationError, with a sentence for the sender, where the file

    - is over `most_bytes`, which is PHOTO_MAX_BYTES unless it is said,
    - is no picture of a kind in PHOTO_MAX_PIXELS by its content (its name is not asked),
    - holds more pixels than are named there or has a side over LONGEST_SIDE, both read from its header before a pixel
      is decoded,
    - is animated,
    - is damaged, or is cut off so that it shows.
    """
    most_bytes = most_bytes or settings.PHOTO_MAX_BYTES
    upload.seek(0, 2)
    size = upload.tell()
    if size > most_bytes:
        raise refusals.too_large(size, most_bytes)
    digest = digest_of(upload)
    kind, is_picture = kind_of(upload.read(HEAD))
    if kind not in DECODERS:
        raise refusals.not_taken(kind, is_picture) if size else refusals.empty()
    try:
        image = _made_clean(DECODERS[kind](upload, width), width)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise refusals.too_many_pixels(kind) from None
    except Exception as error:  # A broken file can make a decoder raise anything.
        is_cut_off = isinstance(error, OSError) and "truncated" in str(error)
        raise refusals.cut_off(kind) if is_cut_off else refusals.damaged(kind) from None
    return CleanPicture(image, digest)


def _made_clean(image, width):
    orientation = orientation_of(image)
    for step in (_in_srgb, _on_paper):
        image = step(image)
    if orientation in LYING:
        image = _fitted(image, width / image.height)
    else:
        image = _fitted(image, width / image.width)
    return image.transpose(TURNS[orientation]) if orientation in TURNS else image


def _in_srgb(image):
    """Return `image` in sRGB, or as it is where it has no colour profile that can be used.

    Telephones photograph in Display P3, and agencies in CMYK. Without their profile the colours would be wrong.
    """
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in PROFILED or "transparency" in image.info:
        return image
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if source.profile.xcolor_space != PROFILED[image.mode]:
            return image
        output = "RGBA" if image.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=output)
    except Exception:  # A broken profile is ignored.
        return image


def _on_paper(image):
    """Return the pixels as plain RGB on white paper, in a new image that has none of the file's `info`."""
    clean = Image.new("RGB", image.size, PAPER_WHITE)
    for top in range(0, image.height, BAND):
        band = image.crop((0, top, image.width, min(top + BAND, image.height)))
        if band.mode.startswith("I"):  # 16 bits of grey, which `convert` would cut off instead of scaling
            band = band.convert("I").point(lambda value: value * (1 / 257)).convert("L")
        if band.has_transparency_data:
            band = band.convert("RGBA")
            clean.paste(band, (0, top), mask=band.getchannel("A"))
        else:
            clean.paste(band.convert("RGB"), (0, top))
    return clean


def _fitted(image, factor):
    """Return `image` scaled down by `factor`, one direction after the other: whoever does both at once holds three."""
    if factor >= 1:
        return image
    width, height = (max(1, round(side * factor)) for side in image.size)
    image = image.resize((width, image.height), Image.Resampling.LANCZOS)
    return image.resize((width, height), Image.Resampling.LANCZOS)


def encode(image, width, file_format, quality):
    """Return `image` scaled down to `width` pixels and encoded, as bytes."""
    image = _fitted(image, width / image.width)
    options = {"optimize": True}
    if file_format == "WEBP":
        options = {"method": 4 if image.width * image.height < LARGE_WEBP else 2}
    buffer = BytesIO()
    image.save(buffer, file_format, quality=quality, **options)
    return buffer.getvalue()
