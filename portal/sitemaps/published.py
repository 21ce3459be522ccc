"""What all sitemaps ask of the kinds of content; one that is added later is in them by itself."""

from editorial.kinds import kinds


def kinds_by_name():
    """Return {name in addresses: model}."""
    return {kind._meta.model_name: kind for kind in kinds()}


def next_publication():
    """Return the moment from which one more item of any kind is public, or None; one query.

    There are never many items that wait for their time.
    """
    first, *others = [kind.objects.scheduled().order_by().values_list("publish_at", flat=True) for kind in kinds()]
    return first.union(*others).order_by("publish_at").first()
