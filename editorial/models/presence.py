from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

from .kept import AboutItem

LASTS = timedelta(seconds=90)  # three beats of the page that is open


class PresenceQuerySet(models.QuerySet):
    def faded(self):
        """Those whose page is open no more, or was not heard of lately."""
        return self.filter(seen_at__lt=timezone.now() - LASTS)


class Presence(AboutItem):
    """Somebody has an item open in the admin. The open page renews this row, and it fades by itself."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    objects = PresenceQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id", "person"], name="presence_once_per_person")
        ]

    def __str__(self):
        return f"{self.item} · {self.person}"
