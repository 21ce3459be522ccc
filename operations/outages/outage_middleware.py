"""Takes cookies off the answer of an outage: what they would tell of was not done."""

from django.utils.deprecation import MiddlewareMixin


class OutageMiddleware(MiddlewareMixin):
    """Send the page of an outage without a cookie, whatever had been begun when the database went."""

    def process_response(self, request, response):
        if getattr(response, "is_of_outage", False):
            response.cookies.clear()
        return response
