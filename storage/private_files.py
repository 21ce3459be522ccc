"""Where files are stored that no web server may serve."""

from typing import Any

from django.conf import settings

from .durable import DurableFileStorage


class PrivateFileStorage(DurableFileStorage):
    """Files below PRIVATE_ROOT. Only the site's own account can read them, and its group where nginx sends them.

    Only a view that checks who asks may open one. They have no address: `url` raises ValueError. With
    `base_url=None` as an argument it would fall back to MEDIA_URL.
    """

    base_url = None

    @property
    def file_permissions_mode(self) -> int:
        return 0o640 if settings.ACCEL_REDIRECT else 0o600

    @property
    def directory_permissions_mode(self) -> int:
        return 0o750 if settings.ACCEL_REDIRECT else 0o700

    # Read anew each time, because a model's field keeps its storage for good, but a test has a folder of its own.
    @property
    def base_location(self) -> Any:
        return settings.PRIVATE_ROOT

    @property
    def location(self) -> str:
        return str(settings.PRIVATE_ROOT.absolute())
