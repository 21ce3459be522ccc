"""Where files live that no web server may hand out."""

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateFileStorage(FileSystemStorage):
    """Files below PRIVATE_ROOT, for the site's own account alone; only a view that asks who is there may open one.

    They have no address: `url` raises ValueError, where `base_url=None` would fall back to MEDIA_URL.
    """

    base_url = None
    file_permissions_mode = 0o600
    directory_permissions_mode = 0o700

    # Asked anew each time: a model's field keeps its storage for good, a test has a folder of its own.
    @property
    def base_location(self):
        return settings.PRIVATE_ROOT

    @property
    def location(self):
        return str(settings.PRIVATE_ROOT.absolute())
