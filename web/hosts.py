"""The host that an address leads to."""

from urllib.parse import urlsplit


def host_of(address):
    """Return the host that a browser finds in `address`, in lower case.

    It is "" where the address names no host, and None where the address cannot be read.
    """
    try:
        # A browser reads a backslash as a slash.
        return urlsplit(address.replace("\\", "/")).netloc.lower()
    except ValueError:
        return None
