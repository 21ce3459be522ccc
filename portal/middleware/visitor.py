"""Lets every room ask where a request came from."""

from django.utils.deprecation import MiddlewareMixin
from django.utils.functional import SimpleLazyObject

from portal.visitors import address_of


class VisitorMiddleware(MiddlewareMixin):
    """Give each request `visitor`, the address it came from. It is worked out when somebody asks for it."""

    def process_request(self, request):
        request.visitor = SimpleLazyObject(lambda: address_of(request))
