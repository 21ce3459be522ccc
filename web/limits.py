"""How often one visitor may do a thing."""

import math
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address

from django.core.cache import cache
from django.utils import timezone
from django.utils.crypto import salted_hmac

PREFIX = 64  # bits of an IPv6 address; the network that they name is one connection's own


@dataclass(frozen=True)
class Limit:
    """Allow a thing `most` times in each window of `seconds`, for every key by itself.

    Windows follow one another on the clock. The count is in the cache under a keyed hash, so the cache holds no
    address. Where the cache cannot be reached, or forgets, the visitor is let through: a little spam is better than a
    citizen sent away.
    """

    name: str
    most: int
    seconds: int

    def take(self, key):
        """Count one more time for `key`. Return 0 where that is allowed, else the seconds to wait."""
        window, passed = divmod(timezone.now().timestamp(), self.seconds)
        if self._count(f"{int(window)} {key}") <= self.most:
            return 0
        return math.ceil(self.seconds - passed)

    def take_for(self, request):
        """Count one more time for the connection that `request` came from; return what `take` returns."""
        return self.take(connection_of(request.visitor))

    def _place(self, key):
        return f"limit:{self.name}:{salted_hmac(f'web.limits.{self.name}', key, algorithm='sha256').hexdigest()}"

    def _count(self, key):
        place = self._place(key)
        for _attempt in range(2):
            # The count outlives its window, so it cannot expire just before it is raised. It can still be evicted.
            if cache.add(place, 1, timeout=2 * self.seconds):
                return 1
            try:
                return cache.incr(place)
            except ValueError:
                continue
        return 1


def connection_of(visitor):
    """Return the text that stands for the connection of `visitor`, an IP address.

    It is an IPv4 address, or the network of PREFIX bits that an IPv6 address is in. What is no address is returned as
    text.
    """
    try:
        address = ip_address(str(visitor))
    except ValueError:
        return str(visitor)
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or IPv6Network((int(address), PREFIX), strict=False))


def put_off(response, seconds):
    """Turn `response` into the answer to somebody who has to wait `seconds` (429, RFC 6585, section 4).

    Where there is nothing to wait for, it stays as it is.
    """
    if seconds:
        response.status_code, response["Retry-After"] = 429, seconds
    return response
