"""Pages for whoever holds their address: a preview link, a question to an authority."""

from functools import wraps

# Meant for one person: no cache keeps it, no robot lists it, no other site learns the address.
# Whoever hands out its pictures and scripts is told of the site alone, so that no log has the key. With no-referrer
# a browser would send the page's forms as if from nowhere, and they would be refused.
CLOSED = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "strict-origin",
}


def closed_door(view):
    """Send every answer of `view` with the headers that keep it between the site and the one who asked."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        for name, value in CLOSED.items():
            response[name] = value
        return response

    return guarded
