from django.db import connection, models
from django.db.models import Exists, OuterRef, Q

MANY = 2000  # things tied to one place; from so many on they are not looked up by their keys


class PlaceQuerySet(models.QuerySet):
    def within(self, place):
        """`place` and everything below it: a district finds its streets, communities and neighbourhoods."""
        return self.filter(path__startswith=place.path)

    def in_line_with(self, place):
        """`place`, everything above it and everything below it."""
        return self.filter(Q(pk__in=place.path_ids) | Q(path__startswith=place.path))

    def with_parents(self):
        """Fetch, in the same query, the places that each one is in, up to the district."""
        return self.select_related("parent__parent__parent")

    def locked_tree(self):
        """Return {primary key: place} of all places, locked until the transaction ends.

        They are locked first and read afterwards. The transaction that the lock waited for may have added a place, and
        a locking query does not see rows that are newer than its own start.
        """
        list(self.order_by("pk").select_for_update(no_key=True).values_list("pk"))
        return {place.pk: place for place in self.order_by("pk")}


class PlacedQuerySet(models.QuerySet):
    """Rows that are tied to places by a relation called `places`."""

    def in_place(self, place, keys=None):
        """Return the rows about `place` or anything within it.

        Fewer than MANY are looked up by their keys. Where there are MANY, a query that walks through all rows from the
        newest on soon meets enough of them, and need not read the rest. A query of its own first finds out which case
        it is. A caller that has asked for the keys of several kinds of things at once (`keys_in`) passes them as `keys`
        and saves that query.
        """
        if keys is None:
            [keys] = keys_in(place, self.model)
        if len(keys) < MANY:
            return self.filter(pk__in=keys)
        ties, here = _ties_in(place, self.model)
        return self.filter(Exists(ties.filter(**{here: OuterRef("pk")})))


def keys_in(place, *kinds):
    """Return, for each of the models `kinds`, a list of the keys of what is about `place`: MANY at most.

    It is one query. The keys are fetched, since PostgreSQL would rather read everything than look up keys that it does
    not know yet.
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
    """Return the rows that tie things of the model `kind` to `place` or to what is in it, and the name of their key.

    That key names the thing.
    """
    ties = kind.places.through.objects.filter(place__path__startswith=place.path)
    return ties, kind.places.field.m2m_field_name()


class HotlineQuerySet(models.QuerySet):
    def checked(self):
        """Those that are public numbers beyond doubt: the keeper of the directory knows them."""
        return self.filter(is_to_be_checked=False)

    def of_authorities(self):
        """Those that stand on the hotline page, and so with an authority."""
        return self.exclude(authority=None).select_related("authority")


class AuthorityQuerySet(models.QuerySet):
    def with_hotlines(self):
        """Return the authorities that can be rung, in the order of the hotline page, with their numbers."""
        return self.filter(hotlines__isnull=False).distinct().prefetch_related("hotlines")
