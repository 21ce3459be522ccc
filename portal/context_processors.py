from django.conf import settings
from django.utils import timezone
from django.utils.encoding import escape_uri_path
from django.utils.functional import SimpleLazyObject
from django.utils.http import escape_leading_slashes

from operations.outages.refused_writes import is_read_only
from web.templatetags.editions import is_mirrored

from .frame import frame_of


def newspaper(request):
    """Return who publishes, which edition this is, and where the other edition has the same page."""
    # `//host/` at the start of a link would lead to another host.
    path = escape_leading_slashes(escape_uri_path(request.path_info))
    return {
        "newspaper": settings.NEWSPAPER,
        "site_url": settings.SITE_URL,
        "today": timezone.localdate(),
        "frame": SimpleLazyObject(lambda: frame_of(request)),
        "elder": getattr(request, "elder", False),
        # Addresses of this page, without a prefix and with that of the elder edition.
        "standard_path": path,
        "elder_path": f"/elder{path}",
        "is_mirrored": is_mirrored(path),
        "is_read_only": is_read_only,  # asked by the template that shows it, after what the page has asked
    }
