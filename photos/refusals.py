"""What the library says of a file that it does not take: what the file is, and what its sender can do."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from web.happenings import UPLOAD_REFUSED, happened

HEIC = "HEIC"


def refused(code, sentence, **words):
    happened.send(sender=None, what=UPLOAD_REFUSED, kind=code)
    return ValidationError(sentence % words, code=code)


def too_large(size, most):
    sentence = _("This file has %(size)s; a picture may have %(limit)s at most.")
    return refused("too_large", sentence, size=filesizeformat(size), limit=filesizeformat(most))


def empty():
    return refused("empty", _("This file is empty. Choose it again, or get it once more from where it came from."))


def not_taken(kind, is_picture):
    """Refuse a file of which is known that it is a `kind`, or nothing where that is empty."""
    if kind == HEIC:
        return refused(
            "not_taken",
            _(
                "This is a HEIC picture, which cannot be opened here. Choose it on the telephone from “Photos” and not "
                "from “Files”, and it is turned into JPEG; or send it to yourself in WeChat and save it from there. "
                "For pictures to come, on an iPhone: Settings, Camera, Formats, “Most Compatible”."
            ),
        )
    if is_picture:
        sentence = _("By its content this is %(kind)s, which is not taken. Save it as JPEG or PNG in a picture viewer.")
        return refused("not_taken", sentence, kind=kind)
    if kind:
        sentence = _("By its content this is %(kind)s and no picture. JPEG, PNG and WebP pictures are taken.")
        return refused("not_a_picture", sentence, kind=kind)
    sentence = _("This file is no picture, or none of a known kind. JPEG, PNG and WebP pictures are taken.")
    return refused("not_a_picture", sentence)


def too_many_pixels(kind, size=None, most=None):
    """Refuse a picture of `size`, (width, height) if it is known, of which `most` pixels may be taken."""
    most = most or settings.PHOTO_MAX_PIXELS[kind]
    words = {
        "kind": kind,
        "dimensions": "（{}×{}）".format(*size) if size else "",
        "limit": most // 1_000_000,
        "jpeg": settings.PHOTO_MAX_PIXELS["JPEG"] // 1_000_000,
    }
    if most == settings.PHOTO_MAX_PIXELS["JPEG"]:
        sentence = _("This picture has too many pixels%(dimensions)s; %(limit)d million are the most that are taken.")
    elif kind == "JPEG":
        sentence = _(
            "This picture has too many pixels%(dimensions)s for a progressive JPEG, of which %(limit)d million are "
            "taken. Save it as JPEG without “progressive”."
        )
    else:
        sentence = _(
            "This picture has too many pixels%(dimensions)s for %(kind)s, of which %(limit)d million are taken. Save "
            "it as JPEG, of which %(jpeg)d million are taken."
        )
    return refused("too_many_pixels", sentence, **words)


def too_long(side, most):
    sentence = _("This picture is %(side)d pixels long; %(limit)d are the most that are taken. Crop it first.")
    return refused("too_long", sentence, side=side, limit=most)


def animated(kind):
    sentence = _("This %(kind)s is animated; still pictures only are taken. Save one frame of it as JPEG or PNG.")
    return refused("animated", sentence, kind=kind)


def cut_off(kind):
    sentence = _("A part of this %(kind)s is missing at its end. Get it once more from where it came from.")
    return refused("cut_off", sentence, kind=kind)


def damaged(kind):
    sentence = _(
        "This %(kind)s is damaged, or written in a rare way, and cannot be read. If a picture viewer shows it, save it "
        "there as JPEG."
    )
    return refused("damaged", sentence, kind=kind)
