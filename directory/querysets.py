from django.db import connection, models
from django.db.models import Exists, OuterRef, Q

MANY = 2000  # things tied to one place


class PlaceQuerySet(models.QuerySet):
    def within(self, place):
        """`place` and everything below it: a district finds its streets, communities and neighbourhoods."""
        return self.filter(path__startswith=place.path)

    def containing(self, place):
        """`place` and everything above it, the district first."""
        return self.filter(pk__in=place.path_ids).order_by("kind")

    def in_line_with(self, place):
        """`place`, everything above it and everything below it."""
        return self.filter(Q(pk__in=place.path_ids) | Q(path__startswith=place.path))

    def with_parents(self):
        """With the places that each lies in, up to the district, in the same query."""
        return self.select_related("parent__parent__parent")

    def locked_tree(self):
        """Return every place by its primary key, all locked until the transaction ends.

        Locked first and read after: what the lock waited for may have added a place, and a
        locking query does not see rows that are newer than its own start.
        """
        list(self.order_by("pk").select_for_update(no_key=True).values_list("pk"))
        return {place.pk: place for place in self.order_by("pk")}


class PlacedQuerySet(models.QuerySet):
    """Of what is tied to places by a relation that is called `places`."""

    def in_place(self, place, keys=None):
        """About `place` or anything within it.

        Few are looked up; where there are many, whoever walks all of them from the newest on soon meets
        enough, and need not read the rest. Which it is is asked first, unless the caller has asked for
        the keys of several kinds of things at once (`keys_in`).
        """
        if keys is None:
            [keys] = keys_in(place, self.model)
        if len(keys) < MANY:
            return self.filter(pk__in=keys)
        ties, here = _ties_in(place, self.model)
        return self.filter(Exists(ties.filter(**{here: OuterRef("pk")})))


def keys_in(place, *kinds):
    """Return for each of the models `kinds` the keys of what is about `place`, of MANY at most; one query.

    They are fetched, since PostgreSQL reads all there is rather than look up keys that it does not know yet.
    """
    rows = []
    for number, kind in enumerate(kinds):
        ties, here = _ties_in(place, kind)
        if connection.features.supports_slicing_ordering_in_compound:
            first = ties[:MANY]
        else:
            first = ties.model.objects.filter(pk__in=ties.values("pk")[:MANY])
        rows.append(first.values_list(models.Value(number), here))
    found = [[] for _kind in kinds]
    for number, key in rows[0].union(*rows[1:], all=True):
        found[number].append(key)
    return found


def _ties_in(place, kind):
    """The rows that tie things of the model `kind` to `place` or to what lies in it, and the name of their key."""
    ties = kind.places.through.objects.filter(place__path__startswith=place.path)
    return ties, kind.places.field.m2m_field_name()


class AuthorityQuerySet(models.QuerySet):
    def with_hotlines(self):
        """Authorities that can be rung, in the order of the hotline page, numbers fetched along."""
        return self.filter(hotlines__isnull=False).distinct().prefetch_related("hotlines")
