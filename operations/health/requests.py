"""Every request gets a number; the log and the metrics tell what became of it."""

import logging
import time

from django.conf import settings

from . import numbers

logger = logging.getLogger("operations.requests")


class RequestMiddleware:
    """Give each request its number. Count it with METRICS_TOKEN and log it with LOG_REQUESTS, without its address."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.count = None
        if settings.METRICS_TOKEN:
            from .counters import count  # the first import begins to count

            self.count = count

    def __call__(self, request):
        asked = numbers.begin(request)
        response = self.get_response(request)
        numbers.tell(response, asked.number)
        logger.info(response.reason_phrase, extra={"status_code": response.status_code})
        if self.count:
            self.count(asked.method, asked.route or "none", response.status_code, time.perf_counter() - asked.began)
        return response
