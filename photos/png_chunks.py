"""What of a PNG is its picture. The rest is left out before a decoder sees it.

A viewer passes over a side chunk whose checksum is wrong or which is too large. For such a one Pillow refuses the whole
picture.
"""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO

SIGNATURE = b"\x89PNG\r\n\x1a\n"
END = b"\0\0\0\0IEND\xaeB`\x82"
TRANSPARENCY, EXIF, PROFILE, ANIMATION, PIXELS = b"tRNS", b"eXIf", b"iCCP", b"acTL", b"IDAT"
# A profile for print has some 2 MB; what unpacks to more is left out, and the colours are taken as they are.
LARGEST_PROFILE = 4 * 1024 * 1024


@dataclass
class PlainPNG:
    """A PNG without side chunks but transparency and EXIF, what colour profile it had, and how many frames it has."""

    file: BytesIO
    profile: bytes = b""
    frames: int = 1


def plain_png(file):
    """Return the PlainPNG in `file`, which begins with the signature of PNG. A file that was cut off is ended."""
    plain = PlainPNG(BytesIO())
    file.seek(len(SIGNATURE))
    plain.file.write(SIGNATURE)
    while len(start := file.read(8)) == 8:
        length, kind = struct.unpack(">I4s", start)
        data, checksum = file.read(length), file.read(4)
        is_cut_off = len(checksum) < 4
        if kind == ANIMATION and len(data) >= 4:
            plain.frames = int.from_bytes(data[:4], "big")
        elif kind == PROFILE:
            plain.profile = _profile_in(data)
        elif is_cut_off and kind == PIXELS:
            plain.file.write(_chunk(kind, data))
        elif _is_critical(kind) or (kind in {TRANSPARENCY, EXIF} and _chunk(kind, data)[-4:] == checksum):
            plain.file.write(start + data + checksum)
        if is_cut_off or kind == b"IEND":
            break
    plain.file.write(END)
    plain.file.seek(0)
    return plain


def _is_critical(kind):
    return not kind[0] & 0x20  # a capital letter (PNG, 5.4)


def _chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _profile_in(data):
    """Return the colour profile in the `data` of its chunk (a name, a NUL, a method, what is packed), or b""."""
    unpacking = zlib.decompressobj()
    try:
        profile = unpacking.decompress(data.partition(b"\0")[2][1:], LARGEST_PROFILE)
    except zlib.error:
        return b""
    return profile if unpacking.eof else b""
