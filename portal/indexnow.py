"""IndexNow: telling search engines at once what is new, corrected or gone (https://www.indexnow.org/documentation).

It is off until INDEXNOW_KEY is set. Only `pingindexnow` sends anything. No page that somebody asks for does.
"""

import json
import re
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.db.models import F
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from editorial.kinds import kinds
from editorial.models import Correction
from editorial.public_item import PublicItem
from web.addresses import public_address

ENDPOINT = "https://api.indexnow.org/indexnow"
KEY = re.compile(r"[a-zA-Z0-9-]{8,128}")
MOST = 10_000  # addresses in one request
PATIENCE = 10  # seconds
TAKEN = {200, 202}  # 202: taken, and the key is checked later


class NotTaken(Exception):
    """IndexNow did not take the addresses. The message says why, and never holds the key."""


@require_safe
def key_file(request, key):
    """The file by which IndexNow sees that the key belongs to this site."""
    if not settings.INDEXNOW_KEY or key != settings.INDEXNOW_KEY or request.elder:
        raise Http404
    return HttpResponse(settings.INDEXNOW_KEY, content_type="text/plain; charset=utf-8")


def changed_since(moment):
    """Return the absolute addresses of what was published, corrected or withdrawn from `moment` on.

    What was withdrawn before it was public is not told to anybody.
    """
    addresses = []
    for kind in kinds():
        public = kind.objects.published()
        gone = kind.objects.withdrawn().filter(withdrawn_at__gte=F("publish_at"))
        corrections = Correction.objects.about(kind).filter(at__gte=moment)
        changed = kind.objects.any_of(
            [
                public.filter(publish_at__gte=moment),
                public.filter(pk__in=corrections.values("object_id")),
                gone.filter(withdrawn_at__gte=moment),
            ]
        )
        addresses += [PublicItem.of(item).address for item in changed.order_by("pk").only("pk")]
    return addresses


def send(addresses):
    """Send `addresses`, MOST of them at a time. Raises NotTaken; what was sent before that stays sent."""
    for start in range(0, len(addresses), MOST):
        _post(addresses[start : start + MOST])


def _post(addresses):
    told = {
        "host": urlsplit(settings.SITE_URL).netloc,
        "key": settings.INDEXNOW_KEY,
        "keyLocation": public_address(reverse("indexnow_key", args=[settings.INDEXNOW_KEY])),
        "urlList": addresses,
    }
    headers = {"Content-Type": "application/json; charset=utf-8"}
    request = Request(ENDPOINT, json.dumps(told).encode(), headers)  # noqa: S310 (the address is a constant)
    try:
        with urlopen(request, timeout=PATIENCE) as response:  # noqa: S310
            status, address = response.status, response.url
    except HTTPError as refusal:
        status, address = refusal.code, ENDPOINT
    except TimeoutError as fault:
        raise NotTaken(_no_answer()) from fault
    except (OSError, HTTPException) as fault:
        late = isinstance(getattr(fault, "reason", None), TimeoutError)
        raise NotTaken(_no_answer() if late else _("IndexNow cannot be reached.")) from fault
    # A request that is redirected arrives there without its data.
    if status not in TAKEN or address != ENDPOINT:
        raise NotTaken(_refusal(status))


def _no_answer():
    return _("IndexNow did not answer within %d seconds.") % PATIENCE


def _refusal(status):
    reasons = {
        400: _("it cannot read the request"),
        403: _("it does not find the key at its address, or another one there"),
        422: _("addresses are not this site's, or the key does not fit it"),
        429: _("too much was sent; try again later"),
    }
    reason = reasons.get(status, _("it gave no reason that is known"))
    return _("IndexNow refused (%(status)d): %(reason)s.") % {"status": status, "reason": reason}
