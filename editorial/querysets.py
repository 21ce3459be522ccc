from django.db import models
from django.utils import timezone

from dates.days import midnight

from . import rules
from .standing import StandingQuerySet


class PublishableQuerySet(StandingQuerySet):
    """Which rows: the one definition of “public now”, and the states that an editor filters by."""

    def published(self):
        """Approved, and its time has come. Every public page, list, feed and count goes through here."""
        return self.filter(self._is_published())

    def withdrawn(self):
        """Public once, and taken back for good."""
        return self.filter(self._is_withdrawn())

    def not_withdrawn(self):
        return self.exclude(self._is_withdrawn())

    def public_or_withdrawn(self):
        """What has an address that answers: public now, or public once and withdrawn (a 410, never a silent 404)."""
        return self.filter(self._is_published() | self._is_withdrawn())

    def _is_published(self):
        return models.Q(state=self.model.State.APPROVED, publish_at__lte=timezone.now())

    def _is_withdrawn(self):
        return models.Q(state=self.model.State.WITHDRAWN)

    def approved(self):
        """Public now, or from its time on."""
        return self.filter(state=self.model.State.APPROVED)

    def scheduled(self):
        """Approved for a moment that has not come yet."""
        return self.filter(state=self.model.State.APPROVED, publish_at__gt=timezone.now())

    def awaiting(self, user):
        """Those in review that `user` may pass now: what `rules.reason_against` says, as rows."""
        from .models import Entry  # models are made with these querysets

        record = Entry.objects.about(self.model).filter(proposal=None, object_id=models.OuterRef("pk"))
        return self.in_review().filter(rules.is_for(user, record))

    def to_be_reviewed_later(self):
        """Published urgently, and nobody has looked at it since."""
        return self.filter(needs_later_review=True)

    def newest_first(self):
        return self.order_by("-publish_at", "-pk")

    def for_feed(self):
        """Read all that a feed entry holds of each."""
        return self

    def for_search(self):
        """Read all by which each is found."""
        return self

    def in_brief(self):
        """Leave long texts in the database: what is read of each is its headline, its address and its moments."""
        fields = self.model._meta.concrete_fields
        return self.defer(*(field.name for field in fields if isinstance(field, models.TextField)))

    def any_of(self, sources):
        """Those that are in any of `sources`, querysets that may be cut short.

        It is a union of look-ups by key, which needs no scan.
        """
        found = [self.model.objects.filter(pk__in=source.values("pk")).values("pk").order_by() for source in sources]
        return self.filter(pk__in=found[0].union(*found[1:]))

    def between(self, first, after):
        """Published from the day `first` until before the day `after`, days of the city's time zone."""
        return self.filter(publish_at__gte=midnight(first), publish_at__lt=midnight(after))
