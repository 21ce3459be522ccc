from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone

from . import rules
from .rules import Action


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

    def approved(self):
        """Public now, or from its time on."""
        return self.filter(state=self.model.State.APPROVED)

    def scheduled(self):
        """Approved for a moment that has not come yet."""
        return self.filter(state=self.model.State.APPROVED, publish_at__gt=timezone.now())

    def in_review(self):
        return self.filter(state=self.model.State.IN_REVIEW)

    def drafts_of(self, user):
        return self.filter(state=self.model.State.DRAFT, author=user)

    def awaiting(self, user):
        """In review, and `user` is one who may pass it now: what rules.reason_against says, as rows."""
        levels = [level for level in (1, 2, 3) if user.has_perm(rules.review_permission(level))]
        return (
            self.in_review()
            .filter(review_level__in=levels)
            .exclude(author=user)
            .exclude(pk__in=self._passed_at_an_earlier_level_by(user))
            .exclude(pk__in=self._last_submitted_by(user))
        )

    def _passed_at_an_earlier_level_by(self, user):
        from .models import Decision

        about = {"content_type": ContentType.objects.get_for_model(self.model)}
        starts = Decision.objects.filter(object_id=models.OuterRef("pk"), action=Action.SUBMIT, level=1, **about)
        last_start = models.Subquery(starts.order_by("-pk").values("pk")[:1])
        passes = Decision.objects.filter(
            object_id=models.OuterRef("pk"),
            action=Action.PASS,
            actor=user,
            level__lt=models.OuterRef("review_level"),
            pk__gt=models.OuterRef("last_start"),
            **about,
        )
        items = self.model._base_manager.annotate(last_start=Coalesce(last_start, 0))
        return items.filter(models.Exists(passes)).values("pk")

    def _last_submitted_by(self, user):
        from .models import Decision

        about = {"content_type": ContentType.objects.get_for_model(self.model)}
        submissions = Decision.objects.filter(object_id=models.OuterRef("pk"), action=Action.SUBMIT, **about)
        last_submitter = models.Subquery(submissions.order_by("-pk").values("actor")[:1])
        items = self.model._base_manager.annotate(last_submitter=last_submitter)
        return items.filter(last_submitter=user.pk).values("pk")

    def newest_first(self):
        return self.order_by("-publish_at", "-pk")
