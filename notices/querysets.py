"""Which notices? What is in force, what comes, what is over; what concerns a place."""

from django.db.models import Case, Max, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from directory.models import Place
from editorial.querysets import PublishableQuerySet

REACHES = 1


class NoticeQuerySet(PublishableQuerySet):
    def in_force(self, at=None):
        """Public, begun and not over at the moment `at`, or now."""
        at = at or timezone.now()
        return self.published().filter(begins_at__lte=at, over_at__gt=at)

    def upcoming(self):
        """Public, and still to begin."""
        now = timezone.now()
        return self.published().filter(begins_at__gt=now, over_at__gt=now)

    def over(self):
        """Public, and not in force any more: ended, replaced or repealed."""
        return self.published().filter(over_at__lte=timezone.now())

    def repealed(self):
        return self.over().filter(is_repealed=True, taken_over_at__lte=timezone.now())

    def during(self, first, after):
        """Public, and holding at some moment from `first` until before `after` (moments)."""
        return self.published().filter(begins_at__lt=after, over_at__gt=first)

    def urgent(self):
        return self.filter(level=self.model.Level.URGENT)

    def next_change(self):
        """The next moment at which one of these is published, begins or is over, or None: an index look-up for each."""
        later = (
            self.approved().filter(**{f"{name}__gt": timezone.now()}).order_by(name).values_list(name, flat=True)[:1]
            for name in ("publish_at", "begins_at", "over_at")
        )
        return min((moment for found in later for moment in found), default=None)

    def most_pressing_first(self):
        """Urgent before ordinary; of one level, what began last."""
        return self.order_by("-level", "-begins_at", "-pk")

    def with_next_begin(self):
        """With when the next of all notices begins as `next_begin`, found once by index."""
        to_come = self.model.objects.approved().filter(begins_at__gt=timezone.now()).order_by("begins_at")
        return self.annotate(next_begin=Subquery(to_come.values("begins_at")[:1]))

    def listed(self):
        """With what a list shows of each, in one query; who is next in its chain as `next_in_chain`, a dict or None."""
        following = self.model.objects.published().filter(pk=OuterRef("next"))
        return (
            self.select_related("kind", "authority")
            .defer("body", "body_html")
            .annotate(next_in_chain=Subquery(following.values(said=JSONObject(pk="pk", title="title"))))
        )

    def for_page(self):
        """With all that the notice's own page shows, and when its chain grows by itself as `chain_grows_at`."""
        from .models import Attachment  # models are made with these querysets

        to_come = self.model.objects.scheduled().filter(root=Coalesce(OuterRef("root"), OuterRef("pk")))
        related = ("kind", "authority", "hotline__authority", "desk")
        places = Prefetch("places", Place.objects.with_parents())
        attachments = Prefetch("attachments", Attachment.objects.select_related("document"))
        return (
            self.select_related(*related)
            .prefetch_related(places, attachments, "facts")
            .annotate(chain_grows_at=Subquery(to_come.order_by("publish_at").values("publish_at")[:1]))
        )

    def for_feed(self):
        """With all that an entry of a feed holds."""
        return self.select_related("kind", "authority").defer("body")

    def rows(self, first, after):
        """Those from the number `first` to before the number `after`, counted from 0.

        They are chosen by their keys alone. Else SQLite may begin with a table that is only read along,
        the kinds, and so read all notices there ever were.
        """
        return self.filter(pk__in=self[first:after].values("pk"))

    def concerning(self, place):
        """What holds at `place`: there, around it, within it, or in the whole city."""
        return self.alias(reaches=Coalesce(self._reach(place), REACHES)).filter(reaches=REACHES)

    def local_to(self, place):
        """What holds at `place` in particular: there, around it or within it, but not in the whole city."""
        return self.alias(reaches=self._reach(place)).filter(reaches=REACHES)

    def citywide(self):
        return self.alias(one_place=Subquery(self._ties().values("place")[:1])).filter(one_place=None)

    def with_spot(self, place):
        """With the first place by which each concerns `place` as `spot`, a dict of its name and path, or None."""
        ties = self._ties().filter(_here(place)).order_by("place__path")
        spots = ties.values(said=JSONObject(name="place__name", path="place__path"))
        return self.annotate(spot=Subquery(spots[:1]))

    def _ties(self):
        return self.model.places.through.objects.filter(notice=OuterRef("pk"))

    def _reach(self, place):
        """REACHES where one of its places lies at `place`, around it or within it; None for the whole city.

        A value and no EXISTS, which PostgreSQL likes to answer by reading the ties of all notices there ever were.
        """
        ties = self._ties().order_by().values("notice")
        return Subquery(ties.annotate(best=Max(Case(When(_here(place), then=REACHES), default=0))).values("best"))


def _here(place):
    """As a condition on ties: at `place`, around it or within it."""
    return Q(place__in=Place.objects.order_by().in_line_with(place).values("pk"))
