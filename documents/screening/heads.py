"""What a file is by the bytes at its head. Gateways and scanners put a byte order mark or a line break before it."""

HEADS = {"pdf": b"%PDF-", "zip": b"PK\x03\x04", "ole": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}
SEARCHED = 1024  # bytes at the beginning; as far as readers of PDF look (ISO 32000-1, annex H.3)


def head_of(data: bytes) -> str:
    """Return the key of that one of HEADS which comes first in `data`; "" where none does."""
    beginning = data[:SEARCHED]
    found = {name: at for name, head in HEADS.items() if (at := beginning.find(head)) >= 0}
    return min(found, key=lambda name: found[name], default="")
