"""Every request gets a number, and if the operator wants it, a line in the log."""

import logging

from . import numbers

logger = logging.getLogger("operations.requests")


class RequestMiddleware:
    """Give each request its number. With LOG_REQUESTS, say in the log what became of it: never its address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked = numbers.begin(request)
        response = self.get_response(request)
        numbers.tell(response, asked.number)
        logger.info(response.reason_phrase, extra={"status_code": response.status_code})
        return response
