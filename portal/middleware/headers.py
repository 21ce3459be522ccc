"""Headers that browsers get with every answer besides Django's own, with static files and refusals too."""

from django.utils.deprecation import MiddlewareMixin

# Powers of a browser that none of our pages asks for, nor any frame in one (W3C, Permissions Policy).
UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture", "encrypted-media",
    "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
    "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{power}=()" for power in UNUSED)
OWN, ANYBODYS = "same-origin", "cross-origin"


class BrowserPolicyMiddleware(MiddlewareMixin):
    """Deny every page the powers that it does not use, and deny other sites what is not made to be shown there.

    Other sites may show what any cache may keep and is no page: pictures, style sheets, feeds, calendars and open
    data. Feed readers and shared links load the pictures. They may not show a page, the desk or anything private
    (Fetch Standard, Cross-Origin-Resource-Policy).
    """

    def process_response(self, request, response):
        response.setdefault("Permissions-Policy", PERMISSIONS)
        if response.status_code != 304:  # a 304 has no content of its own: the headers that were cached are valid
            response.setdefault("Cross-Origin-Resource-Policy", ANYBODYS if _is_for_all(response) else OWN)
        return response


def _is_for_all(response):
    is_kept = response.status_code in {200, 206} and "public" in response.get("Cache-Control", "")
    return is_kept and not response.get("Content-Type", "").startswith("text/html")
