"""Which notices? What is in force, what comes, what is over; what concerns a place."""

from django.db.models import Case, Max, OuterRef, Prefetch, Q, Subquery, When
from django.db.models.functions import Coalesce, JSONObject
from django.utils import timezone

from directory.models import Place
from editorial.querysets import PublishableQuerySet

REACHES = 1


class NoticeQuerySet(PublishableQuerySet):
    def in_force(self):
        """The public notices that have begun and are not over."""
        now = timezone.now()
        return self.published().filter(begins_at__lte=now, over_at__gt=now)

    def upcoming(self):
        """The public notices that have not begun yet."""
        now = timezone.now()
        return self.published().filter(begins_at__gt=now, over_at__gt=now)

    def over(self):
        """The public notices that are no longer in force: ended, replaced or repealed."""
        return self.published().filter(over_at__lte=timezone.now())

    def repealed(self):
        return self.over().filter(is_repealed=True, taken_over_at__lte=timezone.now())

    def during(self, first, after):
        """The public notices that hold at some moment from `first` until before `after`."""
        return self.published().filter(begins_at__lt=after, over_at__gt=first)

    def urgent(self):
        return self.filter(level=self.model.Level.URGENT)

    def next_change(self):
        """Return the next moment at which one of these is published, begins or is over, or None.

        Each of the three is one index look-up.
        """
        later = (
            self.approved().filter(**{f"{name}__gt": timezone.now()}).order_by(name).values_list(name, flat=True)[:1]
            for name in ("publish_at", "begins_at", "over_at")
        )
        return min((moment for found in later for moment in found), default=None)

    def most_pressing_first(self):
        """Order by level, urgent first. Within one level, what began last comes first."""
        return self.order_by("-level", "-begins_at", "-pk")

    def with_next_begin(self):
        """Add `next_begin`: when the next of all notices begins. An index finds it once."""
        to_come = self.model.objects.approved().filter(begins_at__gt=timezone.now()).order_by("begins_at")
        return self.annotate(next_begin=Subquery(to_come.values("begins_at")[:1]))

    def listed(self):
        """Read all that a list shows of each notice, in one query.

        `next_in_chain` is the public notice that comes next in its chain, as a dict of pk and title, or None.
        """
        following = self.model.objects.published().filter(pk=OuterRef("next"))
        return (
            self.select_related("kind", "authority")
            .defer("body", "body_html")
            .annotate(next_in_chain=Subquery(following.values(said=JSONObject(pk="pk", title="title"))))
        )

    def for_page(self):
        """Read all that the notice's own page shows. `chain_grows_at` is when its chain grows by itself."""
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
        return self.select_related("kind", "authority").defer("body")

    def for_search(self):
        related = self.select_related("kind", "authority").prefetch_related("places", "facts", "attachments")
        return related.defer("body_html")

    def rows(self, first, after):
        """The notices from the number `first` until before the number `after`, counted from 0.

        They are chosen by their keys alone. Otherwise SQLite may begin with the table of kinds, which is only joined,
        and so read all notices there ever were.
        """
        return self.filter(pk__in=self[first:after].values("pk"))

    def concerning(self, place):
        """The notices that hold at `place`: there, around it, within it, or in the whole city."""
        return self.alias(reaches=Coalesce(self._reach(place), REACHES)).filter(reaches=REACHES)

    def local_to(self, place):
        """The notices that hold at `place` in particular: there, around it or within it, but not in the whole city."""
        return self.alias(reaches=self._reach(place)).filter(reaches=REACHES)

    def citywide(self):
        return self.alias(one_place=Subquery(self._ties().values("place")[:1])).filter(one_place=None)

    def with_spot(self, place):
        """Add `spot`: the first place by which each notice concerns `place`, as a dict of name and path, or None."""
        ties = self._ties().filter(_here(place)).order_by("place__path")
        spots = ties.values(said=JSONObject(name="place__name", path="place__path"))
        return self.annotate(spot=Subquery(spots[:1]))

    def _ties(self):
        return self.model.places.through.objects.filter(notice=OuterRef("pk"))

    def _reach(self, place):
        """REACHES where one of its places is at `place`, around it or within it; otherwise 0.

        A notice of the whole city has None. It is a value and not an EXISTS. For an EXISTS PostgreSQL likes to read
        the ties of all notices there ever were.
        """
        ties = self._ties().order_by().values("notice")
        return Subquery(ties.annotate(best=Max(Case(When(_here(place), then=REACHES), default=0))).values("best"))


def _here(place):
    """Return a condition on ties: the place is `place`, around it or within it."""
    return Q(place__in=Place.objects.order_by().in_line_with(place).values("pk"))
