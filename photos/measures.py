"""How large a picture may be, by what it says of itself before a pixel is decoded."""

from django.conf import settings

from . import refusals

LONGEST_SIDE = 16_383  # pixels: WebP holds no more


def check_size(kind, size):
    """Raise ValidationError where a picture of `kind` and `size`, (width, height), is not taken."""
    if size[0] * size[1] > settings.PHOTO_MAX_PIXELS[kind]:
        raise refusals.too_many_pixels(kind, size)
    if max(size) > LONGEST_SIDE:
        raise refusals.too_long(max(size), LONGEST_SIDE)
