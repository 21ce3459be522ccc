"""What the answer to a try at a password tells the browser."""

from web.limits import put_off

from .browsers import remember


class PasswordTryMiddleware:
    """Answer 429 to a try that has to wait (RFC 6585), and make a browser known from which a password was right."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if tried := getattr(request, "password_try", None):
            if tried.wait:
                put_off(response, tried.wait)
            elif tried.user:
                remember(response, tried.user)
        return response
