from django.db import models


class PlaceQuerySet(models.QuerySet):
    def within(self, place):
        """`place` and everything below it: a district finds its streets, communities and neighbourhoods."""
        return self.filter(path__startswith=place.path)

    def containing(self, place):
        """`place` and everything above it, the district first."""
        return self.filter(pk__in=place.path_ids).order_by("kind")

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


class AuthorityQuerySet(models.QuerySet):
    def with_hotlines(self):
        """Authorities that can be rung, in the order of the hotline page, numbers fetched along."""
        return self.filter(hotlines__isnull=False).distinct().prefetch_related("hotlines")
