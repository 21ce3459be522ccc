"""The address by which the site tells the doctor, and nobody else, what it sees of a request through the proxy.

Whoever asks has to bring a token that was signed with SECRET_KEY seconds ago, and that was not brought before. It is in
a header, so no log has it. All others are told that there is no such page.
"""

import secrets
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.files.storage import storages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from storage.handing_out import hand_out
from web.limits import Limit, put_off

PATH = "/.well-known/jinlin-doctor"
HEADER = "X-Doctor-Token"
SALT = "operations.doctor"
LASTS = 30  # seconds
LIMIT = Limit("doctor", most=60, seconds=60)
# What a visitor might write into X-Forwarded-For (an address of no machine: RFC 5737). No proxy would.
FORGED = "192.0.2.192"


def make_token(file: str = "") -> tuple[str, str]:
    """Return a token for one request, and the proof with which the site will answer.

    With `file`, a name in the private storage, the answer is that file, as citizens' pictures are handed out.
    """
    nonce = secrets.token_hex(16)
    return signing.dumps([nonce, file], salt=SALT), _proof(nonce)


@csrf_exempt
@require_http_methods(["GET", "POST"])
@never_cache
def what_is_seen(request: HttpRequest) -> HttpResponseBase:
    nonce, file = _read(request.headers.get(HEADER, ""))
    if seconds := LIMIT.take("all"):
        return put_off(HttpResponse(), seconds)
    if file:
        return hand_out(storages["private"], file, content_type="text/plain")
    # One with an empty list appended to no header at all is "".
    forwarded = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    return JsonResponse(
        {
            "proof": _proof(nonce),
            "is_secure": request.is_secure(),
            "host": request.get_host(),
            "forwarded": len(forwarded),
            "after_forged": forwarded[::-1].index(FORGED) if FORGED in forwarded else None,
            "takes_forged": str(request.visitor) == FORGED,  # type: ignore[attr-defined]
            "settings": settings_digest(),
            "time": timezone.now().timestamp(),
        }
    )


def settings_digest() -> str:
    """Return what is the same wherever the site runs with the same settings."""
    database = settings.DATABASES["default"]
    used: list[Any] = [
        settings.DEBUG,
        settings.SITE_URL,
        settings.TIME_ZONE,
        settings.PROXY_COUNT,
        settings.CACHE_URL,
        str(settings.VAR_DIR),
        *(str(database.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME", "USER")),
    ]
    return salted_hmac(f"{SALT}.settings", repr(used), algorithm="sha256").hexdigest()


def _read(token: str) -> tuple[str, str]:
    """Return (nonce, file) of a token. Raises Http404 where it is not ours, too old, or was brought before."""
    try:
        nonce, file = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        raise Http404 from None
    if not cache.add(f"doctor:{_proof(nonce)}", 1, timeout=2 * LASTS):
        raise Http404
    return nonce, file


def _proof(nonce: str) -> str:
    return salted_hmac(f"{SALT}.proof", nonce, algorithm="sha256").hexdigest()
