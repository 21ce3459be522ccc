"""Pages that only the holder of their address may open: a preview link, a question to an authority."""

from functools import wraps

# Such a page is meant for one person: no cache keeps it, no robot lists it, no other site learns its address. Even
# whoever serves its pictures and scripts is told only the site, so that no log has the key. With `no-referrer` a
# browser would send the page's forms as if from nowhere, and they would be refused.
CLOSED = {
    "Cache-Control": "no-store, private",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "strict-origin",
}


def closed_door(view):
    """Send every answer of `view` with the headers in CLOSED, which keep the page between the site and its visitor."""

    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        for name, value in CLOSED.items():
            response[name] = value
        return response

    return guarded
