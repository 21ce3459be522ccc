"""Where a request came from, which every room may ask."""

import logging
from functools import cache
from ipaddress import ip_address

from django.conf import settings
from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import SimpleLazyObject

logger = logging.getLogger(__name__)


class VisitorMiddleware(MiddlewareMixin):
    """Give each request `visitor`, the address it came from. It is worked out when somebody asks for it."""

    def process_request(self, request):
        request.visitor = SimpleLazyObject(lambda: address_of(request))


def address_of(request):
    """Return the visitor's IP address: what the outermost of our PROXY_COUNT proxies saw.

    Each proxy appends the address that asked it to X-Forwarded-For, so our proxies are counted from the right.
    What is further left was written by the visitor and proves nothing. Where that position holds no address,
    return REMOTE_ADDR: the address of the last proxy, or an empty string where the server listens at a Unix
    socket.
    """
    count, peer = settings.PROXY_COUNT, request.META.get("REMOTE_ADDR", "")
    if count < 1:
        return peer
    header = request.headers.get("X-Forwarded-For", "")
    seen = header.rsplit(",", count)[-count:] if header else []
    if len(seen) < count:
        _say_that_proxies_are_missing(len(seen), count)
        return peer
    return _address_in(seen[0]) or peer


def _address_in(text):
    """Return the address in `text`, without brackets and port; an empty string where there is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        return str(ip_address(text))
    except ValueError:
        return ""


@cache
def _say_that_proxies_are_missing(seen, count):
    """Tell the operator, once in each process. If the count is too high, visitors could choose their own address."""
    logger.warning(
        "PROXY_COUNT is %d, but X-Forwarded-For of a request names %d. Unless it was sent past the proxies, the count "
        "is too high, or a proxy does not write that header.",
        count,
        seen,
    )
