"""What a file is by its first bytes, so that a refusal can name it. The file's name is not asked."""

import re

from django.utils.translation import gettext_lazy as _

HEAD = 1024  # bytes that are looked at
CONTROLS = bytes({*range(32)} - set(b"\t\n\f\r"))

# Bytes are read as characters of Latin-1. Of those that begin alike the narrower comes first.
PICTURES = [
    ("JPEG", r"\xff\xd8\xff"),
    ("PNG", r"\x89PNG\r\n\x1a\n"),
    ("WebP", r"RIFF.{4}WEBP"),
    ("GIF", r"GIF8[79]a"),
    ("AVIF", r".{4}ftyp.{4,60}?avi[fs]"),
    ("HEIC", r".{4}ftyp(hei[cxms]|hev[cxms]|mif1|msf1)"),
    (_("a camera's RAW file"), r".{4}ftypcrx |FUJIFILMCCD-RAW|II(U\0|RO|RS)|II\*\0.{4}CR"),
    (_("a TIFF picture, or a camera's RAW file"), r"II\*\0|MM\0\*|II\+\0|MM\0\+"),
    ("BMP", r"BM.{4}\0{4}"),
    ("Photoshop (PSD)", r"8BPS"),
    ("JPEG XL", r"\xff\x0a|\0\0\0\x0cJXL "),
    ("JPEG 2000", r"\0\0\0\x0cjP  |\xff\x4f\xff\x51"),
    ("ICO", r"\x00\x00\x01\x00"),
    ("SVG", r"(?i)(\xef\xbb\xbf)?\s{0,50}(<\?xml[^>]{0,200}>\s{0,50})?(<!DOCTYPE svg[^>]{0,300}>\s{0,50})?<svg[\s>]"),
]
OTHERS = [
    ("PDF", r"(\xef\xbb\xbf)?\s{0,50}%PDF-"),
    (_("a web page"), r"(?i)(\xef\xbb\xbf)?\s{0,50}<(!doctype html|html|head|body|meta|script)\b"),
    (_("a video"), r".{4}ftyp|\x1a\x45\xdf\xa3|RIFF.{4}AVI "),
    (_("a ZIP archive, or a document of Word, Excel or WPS"), r"PK\x03\x04"),
    (_("a document of Word, Excel or WPS"), r"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    (_("a packed archive"), r"Rar!\x1a\x07|7z\xbc\xaf\x27\x1c|\x1f\x8b"),
]
SIGNATURES = [
    (name, is_picture, re.compile(pattern, re.DOTALL))
    for names, is_picture in ((PICTURES, True), (OTHERS, False))
    for name, pattern in names
]


def kind_of(head):
    """Return (name, whether it is a picture) of a file that begins with `head`; the name of what is not known is ""."""
    head = head[:HEAD]
    characters = head.decode("latin-1")
    for name, is_picture, signature in SIGNATURES:
        if signature.match(characters):
            return name, is_picture
    return (_("a text") if _is_text(head) else ""), False


def _is_text(head):
    if not head or head.translate(None, CONTROLS) != head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4 and len(head) > 4  # a character that was cut in two
    return True
