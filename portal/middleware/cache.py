"""Any cache may keep what a citizen reads, for a minute or until it changes by itself."""

from django.conf import settings
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.deprecation import MiddlewareMixin

from web.freshness import seconds_to_keep

CACHEABLE = {200, 301, 302, 404, 410}


class PublicCacheMiddleware(MiddlewareMixin):
    """Mark as public every answer that depends on nothing but its address.

    An answer is left alone if it sets a cookie, varies by a cookie, or already says how it may be cached, as all
    of the admin does. Nobody may keep what is behind one of the CLOSED_DOORS, not even the answer that there is
    nothing; nor may anybody keep another refusal or an error. Nobody is told that one comes from there, or what was
    looked for at the desk.
    """

    def process_response(self, request, response):
        if (
            request.method in {"GET", "HEAD"}
            and response.status_code in CACHEABLE
            and not response.cookies
            and "Cookie" not in response.get("Vary", "")
            and not response.has_header("Cache-Control")
        ):
            # By now `path_info` is the address of the page itself, in either edition.
            if request.path_info.startswith(settings.CLOSED_DOORS):
                patch_cache_control(response, private=True, no_store=True)
            else:
                patch_cache_control(response, public=True, max_age=seconds_to_keep(request, timezone.now()))
        elif response.status_code >= 400 and not response.has_header("Cache-Control"):
            patch_cache_control(response, no_store=True)  # it may show the number of this one request
        is_sought = request.path_info.startswith("/admin/") and "q" in request.GET
        if is_sought or request.path_info.startswith(settings.CLOSED_DOORS):
            # Else a picture of that page that is gone would bring the address into the proxy's log of errors.
            response.headers.setdefault("Referrer-Policy", "strict-origin")
        return response
