from django.db import models


class PlaceQuerySet(models.QuerySet):
    def within(self, place):
        """`place` and everything below it: a district finds its streets, communities and neighbourhoods."""
        return self.filter(path__startswith=place.path)

    def containing(self, place):
        """`place` and everything above it, the district first."""
        return self.filter(pk__in=place.path_ids).order_by("kind")


class AuthorityQuerySet(models.QuerySet):
    def with_hotlines(self):
        """Authorities that can be rung, in the order of the hotline page, numbers fetched along."""
        return self.filter(hotlines__isnull=False).distinct().prefetch_related("hotlines")
