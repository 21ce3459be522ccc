from django.db import models
from django.utils import timezone


class PublishableQuerySet(models.QuerySet):
    """Which rows? The one definition of “public now”, and the states that an editor filters by."""

    def published(self):
        """Approved, and its time has come. Every public page, list, feed and count goes through here."""
        return self.filter(state=self.model.State.APPROVED, publish_at__lte=timezone.now())

    def public_or_withdrawn(self):
        """What has an address that answers: public now, or public once and withdrawn (a 410, never a silent 404)."""
        return self.filter(
            models.Q(state=self.model.State.APPROVED, publish_at__lte=timezone.now())
            | models.Q(state=self.model.State.WITHDRAWN)
        )

    def scheduled(self):
        """Approved for a moment that has not come yet."""
        return self.filter(state=self.model.State.APPROVED, publish_at__gt=timezone.now())

    def in_review(self):
        return self.filter(state=self.model.State.IN_REVIEW)

    def newest_first(self):
        return self.order_by("-publish_at", "-pk")
