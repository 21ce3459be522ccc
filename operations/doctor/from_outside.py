"""Asks the site through its public address, as a reader would: through DNS, TLS and the proxy.

Addresses go out exactly as they are given: no library tidies `..` away, and nothing follows a redirect.
"""

import ssl
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection, HTTPSConnection
from urllib.parse import urlsplit

from django.conf import settings

PATIENCE = 5.0  # seconds
MOST = 1_000_000  # bytes that are read of an answer


@dataclass(frozen=True)
class OutsideAnswer:
    status: int
    headers: Message
    body: bytes = b""


def ask(path: str, headers: dict[str, str] | None = None, base: str = "") -> OutsideAnswer:
    """Return what is answered to a GET of `path` at `base`, by default SITE_URL.

    Raises OSError or HTTPException where nobody answers. Whether the certificate is good is looked at elsewhere.
    """
    connection = connect(base or settings.SITE_URL, ssl._create_unverified_context())  # noqa: S323
    try:
        connection.request("GET", path, headers=headers or {})
        response = connection.getresponse()
        return OutsideAnswer(response.status, response.headers, response.read(MOST))
    finally:
        connection.close()


def announce(path: str, size: int) -> int:
    """Announce a POST of `size` bytes, send none of them, and return the status that is answered to that alone.

    0 where nothing is answered yet: then the body is waited for.
    """
    connection = connect(settings.SITE_URL, ssl._create_unverified_context())  # noqa: S323
    try:
        connection.putrequest("POST", path)
        connection.putheader("Content-Length", str(size))
        connection.putheader("Expect", "100-continue")
        connection.endheaders()
        connection.sock.settimeout(2)
        first = connection.sock.recv(64).split()
        return int(first[1]) if len(first) > 1 else 0
    except (OSError, ValueError):
        return 0
    finally:
        connection.close()


def connect(base: str, context: ssl.SSLContext) -> HTTPConnection:
    """Return a connection to the host of `base`, as yet unopened."""
    parts = urlsplit(base)
    host = parts.hostname or ""
    if parts.scheme == "https":
        return HTTPSConnection(host, parts.port, timeout=PATIENCE, context=context)
    return HTTPConnection(host, parts.port, timeout=PATIENCE)
