"""The door of the picture library: what comes in is measured, decoded and made anew.

Nothing of the sender's file is kept but its pixels. EXIF with its GPS position, comments,
colour profiles, trailing data and the file's name all stay outside.
"""

import hashlib
import warnings
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
PAPER_WHITE = (255, 255, 255)


@dataclass(frozen=True)
class CleanPicture:
    """A picture that passed the door: upright RGB pixels, and the SHA-256 of the file that brought them."""

    image: Image.Image
    digest: str


def digest_of(upload):
    """Return the SHA-256 of an uploaded file as hexadecimal digits, the file rewound before and after."""
    upload.seek(0)
    digest = hashlib.file_digest(upload, "sha256").hexdigest()
    upload.seek(0)
    return digest


def clean_picture(upload):
    """Return the CleanPicture in `upload`, an open binary file.

    Raises ValidationError with a sentence for the sender when the file is over
    PHOTO_MAX_BYTES, is no JPEG, PNG or WebP by its content (its name is not asked), holds
    more than PHOTO_MAX_PIXELS (read from its header, before a pixel is decoded), moves, or
    is damaged.
    """
    upload.seek(0, 2)
    size = upload.tell()
    if size > settings.PHOTO_MAX_BYTES:
        raise ValidationError(
            _("This file has %(size)s; a picture may have %(limit)s at most.")
            % {"size": filesizeformat(size), "limit": filesizeformat(settings.PHOTO_MAX_BYTES)},
            code="too_large",
        )
    digest = digest_of(upload)
    try:
        image = _decode(upload)
    except UnidentifiedImageError:
        raise ValidationError(_("This file is no JPEG, PNG or WebP picture."), code="not_a_picture") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise ValidationError(_("This picture is damaged and cannot be read."), code="damaged") from None
    return CleanPicture(image, digest)


def _decode(upload):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit follows
        try:
            image = Image.open(upload, formats=FORMATS)
        except Image.DecompressionBombError:
            raise _too_many_pixels() from None
    width, height = image.size
    if width * height > settings.PHOTO_MAX_PIXELS:
        raise _too_many_pixels(f" ({width}×{height})")
    # A telephone's JPEG may carry a second view of the same scene (MPO): that is no animation.
    if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
        raise ValidationError(_("This picture is animated; the library takes still pictures only."), code="animated")
    image.load()
    image = ImageOps.exif_transpose(image)
    if image.has_transparency_data:
        image = Image.alpha_composite(Image.new("RGBA", image.size, (*PAPER_WHITE, 255)), image.convert("RGBA"))
    # A fresh canvas: pixels only, none of what the file's `info` carried.
    clean = Image.new("RGB", image.size)
    clean.paste(image.convert("RGB"))
    return clean


def _too_many_pixels(dimensions=""):
    return ValidationError(
        _("This picture has too many pixels%(dimensions)s; %(limit)d million are the most that are taken.")
        % {"dimensions": dimensions, "limit": settings.PHOTO_MAX_PIXELS // 1_000_000},
        code="too_many_pixels",
    )


def encode(image, width, file_format, quality):
    """Return `image` scaled down to `width` pixels and encoded, as bytes."""
    if width < image.width:
        image = image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    image.save(buffer, file_format, quality=quality, **({"method": 4} if file_format == "WEBP" else {"optimize": True}))
    return buffer.getvalue()
