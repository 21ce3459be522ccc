"""security.txt (RFC 9116): to whom people report security holes of the site."""

import re
from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dates.days import midnight
from web.addresses import public_address
from web.freshness import changes_at

# How long the file is valid. Its end moves on every night; RFC 9116, 2.5.5, wants less than a year.
DAYS = 180
# RFC 9116, 2.5.3: a web address must be encrypted.
URI = re.compile(r"(?:https://|mailto:|tel:)\S+")
MAIL = re.compile(r"[^\s@:/]+@[^\s@:/]+")


@require_safe
def security_txt(request):
    """The file; 404 where there is nobody to report to."""
    if not contact():
        raise Http404
    today = timezone.localdate()
    changes_at(request, midnight(today + timedelta(days=1)))
    lines = [
        f"Contact: {contact()}",
        f"Expires: {midnight(today + timedelta(days=DAYS)).isoformat()}",
        "Preferred-Languages: zh, en",
        f"Canonical: {public_address(reverse('security_txt'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def contact():
    """Return SECURITY_CONTACT as a URI. A mail address becomes one; anything else is an empty string."""
    given = settings.SECURITY_CONTACT
    if URI.fullmatch(given):
        return given
    return f"mailto:{given}" if MAIL.fullmatch(given) else ""
