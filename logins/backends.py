"""The first to be asked whenever Django tries a password."""

from django.core.exceptions import PermissionDenied

from .tries import take


class PacedBackend:
    """Lets nobody in: it counts the try, and ends it where it comes too early, before any password is looked at."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        """Raise PermissionDenied where the try has to wait. What is tried without a request comes from no visitor."""
        if request is not None and username is not None and take(request, username).wait:
            raise PermissionDenied
