"""The number of a request: a reader reads it out from an error page, and the operator finds it in the log."""

import re
import secrets
import sys
import time
from contextvars import ContextVar
from dataclasses import dataclass, field

from django.conf import settings
from django.core.signals import got_request_exception, request_finished
from django.http import HttpRequest, HttpResponse

# Without 0, 1, I and O, which one cannot tell from others on a screen.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 8
# What proxies make: nginx's $request_id has 32 digits, others a UUID. Whatever else there is, somebody may have typed.
OF_PROXIES = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
METHODS = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT"}


@dataclass
class Begun:
    """A request that is being answered, for the lines that are logged meanwhile."""

    request: HttpRequest
    number: str
    proxys: str = ""  # the number that our own proxy gave it
    error: BaseException | None = None  # by which it broke
    began: float = field(default_factory=time.perf_counter)

    @property
    def route(self) -> str:
        """The name of the route; empty where no route is known. It never holds a part of the address."""
        match = getattr(self.request, "resolver_match", None)
        return match.view_name if match else ""

    @property
    def method(self) -> str:
        """The method, or OTHER: whoever asks may write there whatever they like."""
        return self.request.method if self.request.method in METHODS else "OTHER"

    @property
    def milliseconds(self) -> int:
        return round(1000 * (time.perf_counter() - self.began))


_asked: ContextVar[Begun | None] = ContextVar("asked", default=None)


def asked() -> Begun | None:
    """Return the request that this thread answers, or None."""
    return _asked.get()


def begin(request: HttpRequest) -> Begun:
    """Give `request` its number, as `request.number` too, and return what is known of it.

    It is known until Django says that the answer has been sent: a streamed one may break on its way.
    """
    request.number = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
    proxys = request.headers.get("X-Request-ID", "").lower() if settings.PROXY_COUNT else ""
    begun = Begun(request, request.number, proxys if OF_PROXIES.fullmatch(proxys) else "")
    _asked.set(begun)
    return begun


def number_of(request: HttpRequest) -> str:
    """Return the number of `request`; an empty string for one that came by no middleware."""
    return getattr(request, "number", "")


def tell(response: HttpResponse, number: str) -> None:
    """Write the number into the headers of `response`, unless other readers may get the same answer from a cache."""
    kept = response.get("Cache-Control", "")
    if "public" not in kept and (response.status_code >= 400 or "no-store" in kept):
        response["X-Request-ID"] = number


def _forget(**_signal):
    _asked.set(None)


def _note_error(**_signal):
    if now := asked():
        now.error = sys.exc_info()[1]


got_request_exception.connect(_note_error, dispatch_uid="operations.health.numbers")
request_finished.connect(_forget, dispatch_uid="operations.health.numbers")
