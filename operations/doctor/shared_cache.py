"""Whether the cache that all processes share answers, and keeps what it is given."""

import secrets
from collections.abc import Iterator

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from .trouble import Trouble, error


def look() -> Iterator[Trouble]:
    key, value = f"doctor:{secrets.token_hex(8)}", secrets.token_hex(8)
    cache.set(key, value, timeout=60)
    kept = cache.get(key)
    cache.delete(key)
    if kept == value:
        return
    if settings.CACHE_URL:
        yield error(
            _("The shared cache (Redis) does not answer. The site goes on without it, and limits nobody."),
            _("See whether Redis runs and is not full, and whether CACHE_URL names it."),
        )
    else:
        yield error(_("The cache keeps nothing."), _("Restart the server."))
