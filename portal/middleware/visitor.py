"""Lets every room ask where a request came from."""

from django.utils.functional import SimpleLazyObject

from portal.visitors import address_of


class VisitorMiddleware:
    """Give each request `visitor`, the address it came from. It is worked out when somebody asks for it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.visitor = SimpleLazyObject(lambda: address_of(request))
        return self.get_response(request)
