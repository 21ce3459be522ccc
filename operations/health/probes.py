"""Probes are answered before anything else looks at the request."""

from django.urls import resolve

from . import urls

ADDRESSES = {f"/{pattern.pattern}" for pattern in urls.urlpatterns}


class ProbeMiddleware:
    """Answer what probes ask, at whatever host, with TLS or without, and outside the log and the metrics.

    A probe comes from the machine itself or from within the cluster. It names an address that is none of ALLOWED_HOSTS
    and sends no X-Forwarded-Proto, so it would get a 400 or an endless redirect. Nothing in these answers depends on
    the host, and none has a link.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info in ADDRESSES:
            response = resolve(request.path_info).func(request)
            response._has_been_logged = True  # so says Django of a 503 that it shall not log as an error
            return response
        return self.get_response(request)
