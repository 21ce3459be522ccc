"""Which rows? Whose cases, what waits, what is late; which desks are open."""

from datetime import timedelta

from django.core import signing
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from editorial.querysets import PublishableQuerySet

WARNING = timedelta(hours=24)  # so long before a deadline it is said that it comes


class DeskQuerySet(models.QuerySet):
    def open(self):
        """Those that take questions today."""
        today = timezone.localdate()
        return self.filter(
            Q(opens_on=None) | Q(opens_on__lte=today),
            Q(closes_on=None) | Q(closes_on__gte=today),
        )

    def of(self, user):
        """Those that `user` heads or is a member of."""
        memberships = self.model.members.through.objects.filter(user_id=user.pk)
        return self.filter(Q(head_id=user.pk) | Q(pk__in=memberships.values("desk_id")))


class CaseQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The cases of the desks that `user` belongs to. Nobody else sees a case, whatever their rank."""
        from .models import Desk

        return self.filter(desk__in=Desk.objects.of(user).values("pk"))

    def admitted(self):
        """Those that are no suspected spam."""
        return self.filter(is_held=False)

    def held(self):
        """Suspected spam: kept, and put before nobody until a member of the desk has looked."""
        return self.filter(is_held=True).exclude(status=self.model.Status.CLOSED)

    def open(self):
        """Not closed, and not following another case."""
        return self.exclude(status=self.model.Status.CLOSED)

    def counted(self):
        """Those that an authority answers for: no spam, no duplicate, nothing withdrawn or not taken up."""
        Outcome = self.model.Outcome
        dropped = Q(outcome__in=[Outcome.WITHDRAWN, Outcome.REFUSED, Outcome.DUPLICATE], answered_at=None)
        return self.admitted().filter(duplicate_of=None).exclude(dropped)

    def unanswered(self):
        """Open and still owing an answer; the index `case_unanswered` holds just these."""
        return self.filter(answered_at=None, closed_at=None)

    def pool(self):
        """Open, admitted, owing an answer, and in nobody's hands: never claimed, or the lease has ended."""
        nobody = Q(reporter=None) | Q(lease_until__lte=timezone.now())
        return self.unanswered().admitted().filter(nobody)

    def held_by(self, user):
        """Open and in the hands of `user`, whose lease runs."""
        return self.open().filter(reporter=user, lease_until__gt=timezone.now())

    def overdue(self):
        """The answer is late; or the first response is."""
        now = timezone.now()
        return self.unanswered().admitted().filter(Q(answer_due__lt=now) | Q(response_due__lt=now, responded_at=None))

    def due_soon(self):
        """Not late yet, and will be within WARNING."""
        now = timezone.now()
        soon = now + WARNING
        return (
            self.unanswered()
            .admitted()
            .filter(answer_due__gte=now)
            .filter(Q(responded_at=None, response_due__range=(now, soon)) | Q(answer_due__lte=soon))
            .exclude(responded_at=None, response_due__lt=now)
        )


class ReferralQuerySet(models.QuerySet):
    def open(self):
        """Neither answered, revoked nor expired."""
        return self.filter(revoked_at=None, replied_at=None, expires_at__gt=timezone.now())

    def by_token(self, token):
        """The referral that `token` names, open or not; none where the signature is not ours."""
        from .models.referral import SIGNER

        try:
            return self.filter(pk=int(SIGNER.unsign(token)))
        except (signing.BadSignature, ValueError):
            return self.none()


class PromiseQuerySet(models.QuerySet):
    def open(self):
        """Not kept yet, whether the day has passed or not."""
        return self.filter(kept_on=None)

    def broken(self):
        """The day has passed and nothing was done, or it was done too late."""
        return self.filter(Q(kept_on=None, due_on__lt=timezone.localdate()) | Q(kept_on__gt=F("due_on")))


class AnswerQuerySet(PublishableQuerySet):
    def listed(self):
        """With all that a list shows of each, in one query."""
        return self.select_related("desk", "authority", "lead_photo").defer("body", "body_html")
