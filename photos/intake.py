"""The intake of the picture library: what comes in is measured, decoded and made anew.

Of the sender's file only the pixels are kept. EXIF with its GPS position, comments, colour profiles and trailing data
are left out. So is the file's name: stored files are named at random.
"""

import hashlib
from dataclasses import dataclass
from io import BytesIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
PAPER_WHITE = (255, 255, 255)
LONGEST_SIDE = 16_383  # pixels: WebP holds no more
# {mode of the pixels: colour space that their profile must be for} (ICC.1, table 19).
PROFILED = {"RGB": "RGB ", "RGBA": "RGB ", "CMYK": "CMYK", "L": "GRAY"}


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


def clean_picture(upload):
    """Return the CleanPicture in `upload`, an open binary file.

    Raises ValidationError, with a sentence for the sender, where the file

    - is over PHOTO_MAX_BYTES,
    - is no JPEG, PNG or WebP by its content (its name is not asked),
    - holds more than PHOTO_MAX_PIXELS or has a side over LONGEST_SIDE, both read from its header before a pixel is
      decoded,
    - is animated,
    - or is damaged.
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
    except ValidationError:
        raise
    except UnidentifiedImageError:
        raise ValidationError(_("This file is no JPEG, PNG or WebP picture."), code="not_a_picture") from None
    except Exception:  # A broken file can make a decoder raise anything.
        raise ValidationError(_("This picture is damaged and cannot be read."), code="damaged") from None
    return CleanPicture(image, digest)


def _decode(upload):
    try:
        image = Image.open(upload, formats=FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _too_many_pixels() from None
    _check_size(*image.size)
    # A telephone's JPEG may carry a second view of the same scene (MPO): that is no animation.
    if getattr(image, "n_frames", 1) > 1 and image.format != "MPO":
        raise ValidationError(_("This picture is animated; the library takes still pictures only."), code="animated")
    image.load()
    return _flatten(_in_srgb(_upright(image)))


def _check_size(width, height):
    if width * height > settings.PHOTO_MAX_PIXELS:
        raise _too_many_pixels(f"（{width}×{height}）")
    if max(width, height) > LONGEST_SIDE:
        raise ValidationError(
            _("This picture is %(side)d pixels long; %(limit)d are the most that are taken. Crop it first.")
            % {"side": max(width, height), "limit": LONGEST_SIDE},
            code="too_long",
        )


def _too_many_pixels(dimensions=""):
    return ValidationError(
        _("This picture has too many pixels%(dimensions)s; %(limit)d million are the most that are taken.")
        % {"dimensions": dimensions, "limit": settings.PHOTO_MAX_PIXELS // 1_000_000},
        code="too_many_pixels",
    )


def _upright(image):
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # EXIF that cannot be read is ignored; the pixels are sound.
        return image


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


def _flatten(image):
    """Return the pixels as plain RGB on white paper, in a new image that has none of the file's `info`."""
    if image.mode.startswith("I"):  # 16 bits of grey, which `convert` would cut off instead of scaling
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    clean = Image.new("RGB", image.size, PAPER_WHITE)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        clean.paste(image, mask=image.getchannel("A"))
    else:
        clean.paste(image.convert("RGB"))
    return clean


def encode(image, width, file_format, quality):
    """Return `image` scaled down to `width` pixels and encoded, as bytes."""
    if width < image.width:
        image = image.resize((width, max(1, round(image.height * width / image.width))), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    image.save(buffer, file_format, quality=quality, **({"method": 4} if file_format == "WEBP" else {"optimize": True}))
    return buffer.getvalue()
