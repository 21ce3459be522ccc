"""Where a request came from."""

from django.conf import settings


def address_of(request):
    """Return the visitor's IP address: what the outermost of our PROXY_COUNT proxies saw.

    Each proxy appends the address it was asked by to X-Forwarded-For, so ours are counted
    from the right; what stands further left was written by the visitor and proves nothing.
    """
    seen = [address.strip() for address in request.headers.get("X-Forwarded-For", "").split(",")]
    if 0 < settings.PROXY_COUNT <= len(seen) and seen[-settings.PROXY_COUNT]:
        return seen[-settings.PROXY_COUNT]
    return request.META.get("REMOTE_ADDR", "")
