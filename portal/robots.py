"""robots.txt (RFC 9309): what crawlers may read, and where the sitemaps are."""

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from web.addresses import public_address
from web.templatetags.editions import NOT_MIRRORED

CLOSED = ("/admin/", *settings.CLOSED_DOORS, "/questions/desks/*/ask/")


@require_safe
def robots(request):
    """Let crawlers read everything except the desk, searches, forms and what is private; with DEBUG on, nothing.

    The elder edition stays open. Its pages name the standard ones as canonical, and a crawler that may not read
    them could not know that.
    """
    if settings.DEBUG:
        rules = ["User-agent: *", "Disallow: /"]
    else:
        elder = [f"/elder{path}" for path in CLOSED if not path.startswith(NOT_MIRRORED)]
        rules = ["User-agent: *", *(f"Disallow: {path}" for path in (*CLOSED, *elder))]
        rules += ["", f"Sitemap: {public_address(reverse('sitemaps:index'))}"]
    return HttpResponse("\n".join([*rules, ""]), content_type="text/plain; charset=utf-8")
