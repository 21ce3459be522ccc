"""What the answer to a try at a password carries."""

from web.limits import put_off

from .browsers import remember


class PasswordTryMiddleware:
    """Say 429 to a try that has to wait (RFC 6585), and make known a browser from which a password proved right."""

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
