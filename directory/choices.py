"""What a reader may choose from where a list is narrowed to a place or an authority, and what an address has chosen."""

from django.db.models import OuterRef, Q, Subquery

from .models import Authority, Place


def wide_places(asked):
    """Districts and streets, and the narrower place with the slug `asked`; all of a city would be a long list."""
    return list(Place.objects.filter(Q(kind__lte=Place.Kind.STREET) | Q(slug=asked)))


def authorities_with(items, asked):
    """Those that any of `items` is of, and the one with the slug `asked`.

    `items` come in the order of the index by authority, so that one of each is looked up. Asked whether
    there is any (EXISTS), PostgreSQL reads all items for every authority that has none.
    """
    first = items.filter(authority=OuterRef("pk")).values("pk")[:1]
    return list(Authority.objects.alias(any_item=Subquery(first)).filter(Q(any_item__isnull=False) | Q(slug=asked)))


def named(slug, things):
    """The one of `things` with this `slug`, or None."""
    return next((thing for thing in things if slug and thing.slug == slug), None)
