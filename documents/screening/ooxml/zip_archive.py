"""The zip around the parts. It is measured while it is unpacked, and packed anew with nothing but the parts."""

import io
import zipfile

from ..verdict import DocumentRefused

MOST_MEMBERS = 2_000
MOST_BYTES = 100 * 1024 * 1024  # of all parts together, unpacked
HIGHEST_RATIO = 200  # unpacked to packed; no office program makes a higher one
SMALL = 10 * 1024 * 1024  # bytes up to which the ratio says nothing
TYPES = "[Content_Types].xml"  # packed first, so that a file can be recognised by its first bytes
CHUNK = 64 * 1024
EPOCH = (1980, 1, 1, 0, 0, 0)
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
# The first bytes of parts that are files of their own: zip, OLE, RTF, PDF, a program.
INNER_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF-", b"MZ", b"\x7fELF")


def unpack(data):
    """Return {name: bytes} of the members of a zip. The sizes in its headers are not trusted."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        raise DocumentRefused("broken") from None
    members = [member for member in archive.infolist() if not member.is_dir()]
    if len(members) > MOST_MEMBERS:
        raise DocumentRefused("bomb")
    _check_names([member.filename for member in members])
    parts, room = {}, min(MOST_BYTES, max(SMALL, len(data) * HIGHEST_RATIO))
    for member in members:
        if member.flag_bits & 1:
            raise DocumentRefused("old-or-locked")
        if member.compress_type not in METHODS:
            raise DocumentRefused("broken")
        parts[member.filename] = part = _read(archive, member, room)
        room -= len(part)
    return parts


def _check_names(names):
    if len({name.lower() for name in names}) != len(names):
        raise DocumentRefused("odd-names")
    for name in names:
        segments = name.split("/")
        if "\\" in name or ":" in name or not name.isprintable() or {"", ".", ".."} & set(segments):
            raise DocumentRefused("odd-names")


def _read(archive, member, room):
    """Unpack one member, but not a byte more than `room`."""
    pieces = []
    try:
        with archive.open(member) as unpacking:
            while piece := unpacking.read(CHUNK):
                room -= len(piece)
                if room < 0:
                    raise DocumentRefused("bomb")
                pieces.append(piece)
    except DocumentRefused:
        raise
    except Exception:  # a wrong checksum, a stream that breaks off, a false header
        raise DocumentRefused("broken") from None
    part = b"".join(pieces)
    if part.startswith(INNER_FILES):
        raise DocumentRefused("embedded", name=member.filename)
    return part


def pack(parts):
    """Return a zip of `parts`. The same parts give the same bytes: no times, no comments, no extra fields."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != TYPES, name)):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
            archive.writestr(entry, parts[name])
    return packed.getvalue()
