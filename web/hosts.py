"""The host that an address leads to."""

from urllib.parse import urlsplit


def host_of(address):
    """Return the host that a browser finds in `address`, "" where it names none, None where it cannot be read."""
    try:
        # A browser reads a backslash as a slash.
        return urlsplit(address.replace("\\", "/")).netloc.lower()
    except ValueError:
        return None
