"""What a reader may choose from to narrow a list to a place or an authority, and what an address has chosen."""

from django.db.models import OuterRef, Q, Subquery

from .models import Authority, Place


def wide_places(asked):
    """Return all districts and streets, and the place with the slug `asked`, however narrow it is.

    All places of a city would be a long list.
    """
    return list(Place.objects.filter(Q(kind__lte=Place.Kind.STREET) | Q(slug=asked)))


def authorities_with(items, asked):
    """Return the authorities that any of `items` belongs to, and the one with the slug `asked`.

    `items` must be in the order of the index by authority, so that for each authority one item is looked up. If
    PostgreSQL is asked whether there is any (EXISTS), it reads all items for every authority that has none.
    """
    first = items.filter(authority=OuterRef("pk")).values("pk")[:1]
    return list(Authority.objects.alias(any_item=Subquery(first)).filter(Q(any_item__isnull=False) | Q(slug=asked)))


def named(slug, things):
    """Return the one of `things` with this `slug`, or None."""
    return next((thing for thing in things if slug and thing.slug == slug), None)
