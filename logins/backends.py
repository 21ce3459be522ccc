"""The backend that Django asks first whenever it tries a password."""

from django.core.exceptions import PermissionDenied

from .tries import take


class PacedBackend:
    """Counts every try, and ends one that comes too early, before any password is looked at. It lets nobody in."""

    def authenticate(self, request, username=None, password=None, **kwargs):
        """Raise PermissionDenied where the try has to wait.

        A try without a request comes from no visitor, and is not counted.
        """
        if request is not None and username is not None and take(request, username).wait:
            raise PermissionDenied
