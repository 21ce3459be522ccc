"""How often one visitor may do a thing."""

import math
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.core.cache import cache
from django.utils.crypto import salted_hmac

PREFIX = 64  # bits: what one IPv6 connection has to itself


@dataclass(frozen=True)
class Limit:
    """`most` times in each window of `seconds`, for every key by itself.

    Windows lie on the clock, one after the other. The count stands in the cache under a keyed hash, so no address
    is in there. Where the cache cannot be reached, or forgets, the visitor is let through: better a little spam
    than a citizen sent away.
    """

    name: str
    most: int
    seconds: int

    def take(self, key):
        """Count one more time for `key`; return 0 where that is allowed, else the seconds to wait."""
        window, passed = divmod(time.time(), self.seconds)
        if self._count(f"{int(window)} {key}") <= self.most:
            return 0
        return math.ceil(self.seconds - passed)

    def take_for(self, request):
        """Count one more time for the connection that `request` came from."""
        return self.take(connection_of(request.visitor))

    def _place(self, key):
        return f"limit:{self.name}:{salted_hmac(f'web.limits.{self.name}', key, algorithm='sha256').hexdigest()}"

    def _count(self, key):
        place = self._place(key)
        for _attempt in range(2):
            # It outlives its window, so it cannot vanish just before it is raised, unless it is pushed out.
            if cache.add(place, 1, timeout=2 * self.seconds):
                return 1
            try:
                return cache.incr(place)
            except ValueError:
                continue
        return 1


def connection_of(visitor):
    """Return what stands for one connection: an IPv4 address, or the network that an IPv6 address lies in."""
    try:
        address = ip_address(str(visitor))
    except ValueError:
        return str(visitor)
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Network((int(address), PREFIX), strict=False))


def put_off(response, seconds):
    """Make `response` the answer to somebody who has to wait so many seconds (RFC 6585, section 4)."""
    response.status_code, response["Retry-After"] = 429, seconds
    return response
