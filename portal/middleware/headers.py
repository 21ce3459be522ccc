"""What browsers are told about every answer, static files and refusals too, besides what Django tells them."""

# Powers of a browser that no page of ours asks for, nor any frame in one (W3C, Permissions Policy).
UNUSED = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "display-capture", "encrypted-media",
    "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts", "magnetometer", "microphone", "midi",
    "payment", "picture-in-picture", "publickey-credentials-get", "screen-wake-lock", "serial", "usb",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join(f"{power}=()" for power in UNUSED)
OWN, ANYBODYS = "same-origin", "cross-origin"


class BrowserPolicyMiddleware:
    """Deny every page the powers that it does not use, and other sites what is not made to stand on them.

    What any cache may keep and is no page (pictures, style sheets, feeds, calendars, open data) may be shown
    elsewhere: feed readers and shared links load the pictures. A page, the desk and all that is private may not
    (Fetch Standard, Cross-Origin-Resource-Policy).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.setdefault("Permissions-Policy", PERMISSIONS)
        if response.status_code != 304:  # which says nothing of itself: what was kept holds
            response.setdefault("Cross-Origin-Resource-Policy", ANYBODYS if _is_for_all(response) else OWN)
        return response


def _is_for_all(response):
    is_kept = response.status_code in {200, 206} and "public" in response.get("Cache-Control", "")
    return is_kept and not response.get("Content-Type", "").startswith("text/html")
