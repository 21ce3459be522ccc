"""Links that a reader clicks: to the web, a mail address or a telephone, or to a place in the document itself."""

from collections.abc import Collection
from urllib.parse import urlsplit

from .verdict import DocumentRefused, Findings

SCHEMES = ("http", "https", "mailto", "tel")


def check_link(address: str, findings: Findings, *, schemes: Collection[str] = (*SCHEMES, "")) -> None:
    """Check the `address` of a link, and note its host if it leads to the web.

    Raises DocumentRefused where it leads to a file or starts a program. A place in the document itself, `#…`, is
    allowed where `schemes` holds an empty string. Any other address without a scheme is a file.
    """
    address = address.strip()
    scheme = scheme_of(address)
    if scheme not in schemes or "\\" in address or (not scheme and address and not address.startswith("#")):
        raise DocumentRefused("link", target=address)
    note_link(address, findings)


def note_link(address: str, findings: Findings) -> None:
    """Note the host to which `address` leads, if it leads to the web."""
    if scheme_of(address) in {"http", "https"}:
        findings.note("links", urlsplit(address).hostname or address)


def scheme_of(address: str) -> str:
    try:
        return urlsplit(address).scheme
    except ValueError:
        raise DocumentRefused("link", target=address) from None
