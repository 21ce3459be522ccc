"""Links that a reader clicks: to the web, a mail address or a telephone, or to a place in the document itself."""

from urllib.parse import urlsplit

from .verdict import Refused

SCHEMES = ("http", "https", "mailto", "tel")


def check_link(address, findings, *, schemes=(*SCHEMES, "")):
    """Raise Refused where `address` leads to a file or starts a program; note the host of one that leads to the web.

    Without a scheme it leads into the document, where `schemes` let that pass.
    """
    address = address.strip()
    if _scheme(address) not in schemes or "\\" in address or address.startswith("//"):
        raise Refused("link", target=address)
    note_link(address, findings)


def note_link(address, findings):
    """Note the host to which `address` leads, if it leads to the web."""
    if _scheme(address) in {"http", "https"}:
        findings.note("links", urlsplit(address).hostname or address)


def _scheme(address):
    try:
        return urlsplit(address).scheme
    except ValueError:
        raise Refused("link", target=address) from None
