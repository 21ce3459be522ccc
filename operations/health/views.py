"""The addresses that probes and Prometheus ask."""

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotFound, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe

from .readiness import failing

KEPT_BY_NOBODY = {"Cache-Control": "no-store"}


@require_safe
def healthz(request):
    """Whether this process answers. It asks nothing of anybody, so it says nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8", headers=KEPT_BY_NOBODY)


@require_safe
def readyz(request):
    """Whether the site can do its work; 503 with the names of what fails, and no word of the reason."""
    names = failing()
    answer = {"ready": not names, "failing": names}
    return JsonResponse(answer, status=503 if names else 200, headers=KEPT_BY_NOBODY)


@require_safe
def metrics(request):
    """The metrics, for whoever has METRICS_TOKEN (RFC 6750). Without a token there is no such page."""
    if not settings.METRICS_TOKEN:
        return HttpResponseNotFound()
    if not constant_time_compare(request.headers.get("Authorization", ""), f"Bearer {settings.METRICS_TOKEN}"):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer", **KEPT_BY_NOBODY})
    from .exposition import text_of_metrics  # the first import begins to count

    text, content_type = text_of_metrics()
    return HttpResponse(text, content_type=content_type, headers=KEPT_BY_NOBODY)
