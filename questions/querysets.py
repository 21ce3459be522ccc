"""Which rows? Whose cases, what waits, what is late; which desks are open."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Least, Left
from django.utils import timezone

from directory.models import Place
from directory.querysets import PlacedQuerySet
from editorial import rules
from editorial.querysets import PublishableQuerySet
from web.signed_links import SignedLinkQuerySet

from . import receipts

# How long before a deadline people are warned of it.
RESPONSE_WARNING = timedelta(hours=4)
ANSWER_WARNING = timedelta(hours=24)
SILENCE = timedelta(days=15)  # a case ends if its asker says nothing for so long after the answer
COMMENTS = "comments"  # the kind of desk
BEGINNING = 400  # characters of an answer that a list reads, its markup counted
# The same as `Case.next_due`, for the rows of a query.
NEXT_DUE = Case(
    When(answered_at=None, closed_at=None, responded_at=None, then=Least("response_due", "answer_due")),
    When(answered_at=None, closed_at=None, then=F("answer_due")),
)


class DeskQuerySet(models.QuerySet):
    def standing(self):
        """The permanent desks, which take any question. Desks for comments on a single subject are left out."""
        return self.exclude(kind=COMMENTS)

    def for_comments(self):
        return self.filter(kind=COMMENTS)

    def public(self):
        """The desks that readers may know of. A desk for comments is public as soon as its subject is public."""
        return self.filter(~Q(kind=COMMENTS) | Q(shown_from__lte=timezone.now()))

    def open(self):
        """The desks that take questions or comments today."""
        today = timezone.localdate()
        return self.public().filter(
            Q(opens_on=None) | Q(opens_on__lte=today),
            Q(closes_on=None) | Q(closes_on__gte=today),
        )

    def with_oldest_answer(self):
        """Add `oldest_answer`, the time at which the first answer of the desk was published. An index finds it."""
        from .models import Answer  # models are made with these querysets

        oldest = Answer.objects.published().filter(desk=OuterRef("pk")).order_by("publish_at", "pk")
        return self.annotate(oldest_answer=Subquery(oldest.values("publish_at")[:1]))

    def of(self, user):
        """The desks that `user` heads or is a member of."""
        memberships = self.model.members.through.objects.filter(user_id=user.pk)
        return self.filter(Q(head_id=user.pk) | Q(pk__in=memberships.values("desk_id")))


def is_staffed():
    """Return a condition on cases: its last reporter is still active and still belongs to its desk."""
    from .models import Desk  # models are made with these querysets

    desk = Desk.objects.filter(pk=OuterRef("desk_id"))
    belongs = desk.filter(Q(head_id=OuterRef("reporter_id")) | Q(members=OuterRef("reporter_id")))
    people = get_user_model().objects.filter(pk=OuterRef("reporter_id"), is_active=True)
    return Q(Exists(people)) & Q(Exists(belongs))


def is_claimed():
    """Return a condition on cases: the lease runs, and its reporter is still there to work on it."""
    return Q(lease_until__gt=timezone.now()) & is_staffed()


class CaseQuerySet(models.QuerySet):
    def with_code(self, code):
        """The case that the receipt `code` opens, if there is one. The code itself is stored nowhere."""
        return self.filter(code_digest=receipts.digest_of(code))

    def visible_to(self, user):
        """The cases of the desks that `user` belongs to. Nobody else sees a case, whatever their rank."""
        from .models import Desk  # models are made with these querysets

        return self.filter(desk__in=Desk.objects.of(user).values("pk"))

    def admitted(self):
        """The cases that are not suspected spam."""
        return self.filter(is_held=False)

    def held(self):
        """Suspected spam. It is kept, and shown to nobody else until a member of the desk has looked at it."""
        return self.filter(is_held=True).exclude(status=self.model.Status.CLOSED)

    def open(self):
        """The cases that are not closed. Cases that follow another one are closed, so they are left out."""
        return self.exclude(status=self.model.Status.CLOSED)

    def counted(self):
        """The cases that an authority answers for: no spam, no duplicate, nothing withdrawn or not taken up."""
        Outcome = self.model.Outcome
        dropped = Q(outcome__in=[Outcome.WITHDRAWN, Outcome.REFUSED, Outcome.DUPLICATE], answered_at=None)
        return self.admitted().filter(duplicate_of=None).exclude(dropped)

    def unanswered(self):
        """The open cases without an answer. The index `case_unanswered` holds exactly these."""
        return self.filter(answered_at=None, closed_at=None)

    def pool(self):
        """Open and admitted cases that owe an answer and that nobody has: never claimed, or with an ended claim.

        A comment owes nobody an answer, so it is left out.
        """
        ended = Q(lease_until__lte=timezone.now()) | ~is_staffed()
        waiting = self.unanswered().admitted().filter(Q(reporter=None) | ended)
        return waiting.exclude(desk__kind=COMMENTS)

    def to_be_gathered(self):
        """Comments whose desk has been closed for as long as SILENCE. Until then its head may look through them."""
        last = timezone.localdate(timezone.now() - SILENCE)
        return self.unanswered().admitted().filter(desk__kind=COMMENTS, desk__closes_on__lt=last)

    def claimed(self):
        """Cases with a running lease, whose reporter is still active and belongs to the desk."""
        return self.filter(is_claimed())

    def with_hands(self):
        """Add `is_in_hands`: whether somebody has the case. A list asks this of many cases at once."""
        return self.annotate(is_in_hands=Case(When(is_claimed(), then=True), default=False))

    def held_by(self, user):
        """Open cases that `user` has, with a running lease."""
        return self.open().claimed().filter(reporter=user)

    def overdue(self):
        """Cases whose answer or first response is late."""
        now = timezone.now()
        return self.unanswered().admitted().filter(Q(answer_due__lt=now) | Q(response_due__lt=now, responded_at=None))

    def due_soon(self):
        """Cases that are not late yet, but will be within RESPONSE_WARNING or ANSWER_WARNING."""
        now = timezone.now()
        response_soon = Q(responded_at=None, response_due__lte=now + RESPONSE_WARNING)
        answer_soon = Q(answer_due__lte=now + ANSWER_WARNING)
        return (
            self.unanswered()
            .admitted()
            .filter(response_soon | answer_soon, answer_due__gte=now)
            .exclude(responded_at=None, response_due__lt=now)
        )

    def silent(self):
        """Cases that were answered at least SILENCE ago and whose asker has said nothing for as long."""
        from .models import Event  # models are made with these querysets

        cutoff = timezone.now() - SILENCE
        said = Event.objects.filter(case=OuterRef("pk"), actor=Event.Actor.ASKER, at__gt=cutoff)
        return self.filter(status=self.model.Status.ANSWERED, answered_at__lte=cutoff).exclude(Exists(said))

    def due_for_erasure(self):
        """Cases closed for longer than the asker's data are kept, and not erased since.

        A case that follows another one is due only if the other one has been closed for as long. What comes in after
        an erasure, such as a rating with a sentence, is erased by the next one.
        """
        from .models import Event  # models are made with these querysets

        cutoff = timezone.now() - timedelta(days=settings.CONTACT_DAYS)
        later = Event.objects.filter(case=OuterRef("case"), pk__gt=OuterRef("pk"))
        erasures = Event.objects.filter(case=OuterRef("pk"), kind=Event.Kind.ERASED, actor=Event.Actor.SYSTEM)
        return self.filter(Q(duplicate_of=None) | Q(duplicate_of__closed_at__lt=cutoff), closed_at__lt=cutoff).exclude(
            Exists(erasures.exclude(Exists(later)))
        )


class ReferralQuerySet(SignedLinkQuerySet):
    def readable(self):
        """The referrals that their officer may still read: neither revoked nor expired, and the case is not closed."""
        return self.filter(revoked_at=None, expires_at__gt=timezone.now(), case__closed_at=None)

    def open(self):
        """The readable referrals that still wait for a reply."""
        return self.readable().filter(replied_at=None)


class PromiseQuerySet(models.QuerySet):
    def open(self):
        """The promises that are not kept yet, whether their day has passed or not."""
        return self.filter(kept_on=None)

    def broken(self):
        """The promises whose day has passed: nothing was done, or it was done too late."""
        return self.filter(Q(kept_on=None, due_on__lt=timezone.localdate()) | Q(kept_on__gt=F("due_on")))


class AnswerQuerySet(PlacedQuerySet, PublishableQuerySet):
    def visible_to(self, user):
        """The answers that `user` may look at in the newsroom.

        Reviewers may see all. Others see their own, those of their desks, and what is live.
        """
        from .models import Desk  # models are made with these querysets

        if rules.is_reviewer(user):
            return self
        desks = Desk.objects.of(user).values("pk")
        return self.filter(Q(author=user) | Q(desk__in=desks)) | self.published()

    def listed(self):
        """Read all that a list shows of each answer in one query: what a feed entry holds, and the name of a place."""
        places = Place.objects.filter(answers=OuterRef("pk")).order_by("path")
        return self.for_feed().defer("body_html").annotate(place_name=Subquery(places.values("name")[:1]))

    def for_page(self):
        """Read all that the answer's own page shows."""
        from .models import AnswerPhoto  # models are made with these querysets

        pictures = models.Prefetch("photos", AnswerPhoto.objects.select_related("photo"))
        related = ("desk__hotline", "authority", "lead_photo")
        return self.select_related(*related).prefetch_related(pictures, "updates", "places")

    def for_feed(self):
        related = self.select_related("desk", "authority", "lead_photo")
        return related.defer("body").annotate(beginning=Left("body", BEGINNING))

    def for_search(self):
        related = self.select_related("authority").prefetch_related("places", "photos", "updates")
        return related.defer("body_html")

    def asked_most(self):
        """The answers to questions that more than one citizen asked, the most asked first."""
        return self.filter(askers__gt=1).order_by("-askers", "-publish_at")
