"""Pictures within documents keep their pixels as they are; where and with what they were taken is cut out."""

import struct

JPEG, PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
SCAN, COMMENT = 0xDA, 0xFE
# What a decoder needs: JFIF, the colour profile, Adobe's colour transform.
KEPT = {0xE0: b"JFIF", 0xE2: b"ICC_PROFILE", 0xEE: b"Adobe"}
SECOND_PICTURE = b"\xff\xd9\xff\xd8"  # a telephone's second view of the scene, with words of its own
PNG_METADATA = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}


def without_metadata(picture: bytes) -> bytes:
    """Return a JPEG or PNG without EXIF, XMP and comments. Anything else, or a broken picture, is returned as it is."""
    try:
        if picture.startswith(JPEG):
            return _jpeg(picture)
        if picture.startswith(PNG):
            return _png(picture)
    except (struct.error, IndexError, ValueError):
        pass
    return picture


def _jpeg(picture: bytes) -> bytes:
    kept, at = [JPEG], 2
    while picture[at] == 0xFF:
        code = picture[at + 1]
        if code == SCAN:
            pixels, end, _rest = picture[at:].partition(SECOND_PICTURE)
            return b"".join([*kept, pixels, end[:2]])
        end = at + 2 + struct.unpack_from(">H", picture, at + 2)[0]
        is_application = 0xE0 <= code <= 0xEF
        if code != COMMENT and (not is_application or picture.startswith(KEPT.get(code, b"\0"), at + 4)):
            kept.append(picture[at:end])
        at = end
    raise ValueError


def _png(picture: bytes) -> bytes:
    kept, at = [PNG], len(PNG)
    while at < len(picture):
        length, kind = struct.unpack_from(">I4s", picture, at)
        end = at + 12 + length
        if kind not in PNG_METADATA:
            kept.append(picture[at:end])
        at = end
    return b"".join(kept)
