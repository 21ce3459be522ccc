"""The addresses that probes and Prometheus ask."""

from django.http import HttpResponse, JsonResponse
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
