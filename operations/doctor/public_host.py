"""Whether the site is there for others, or runs on a developer's own machine."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings


def is_own_machine() -> bool:
    """Whether DEBUG is on and nobody else can get here by the site's names."""
    return settings.DEBUG and not public_hosts()


def public_hosts() -> list[str]:
    """Return the host of SITE_URL and those of ALLOWED_HOSTS that lead others to the site."""
    named = [urlsplit(settings.SITE_URL).hostname or "", *settings.ALLOWED_HOSTS]
    return sorted({host.strip("[]").lower() for host in named if is_public(host)})


def is_public(host: str) -> bool:
    """Whether `host`, a name or an address, is one by which other machines may get here."""
    host = host.strip("[]").lower()
    try:
        return not ip_address(host).is_private
    except ValueError:
        return host not in {"", "localhost", "testserver"} and not host.endswith((".localhost", ".local"))
