"""What readers may choose from to narrow notices: the kinds."""

from django.db.models import Subquery

from .models import Kind, Notice


def all_kinds():
    """Return all kinds, as a list.

    `first_begin` and `last_begin` are when the first and the last of all notices begins, found by index.
    """
    begins = Notice.objects.published().values("begins_at")
    return list(
        Kind.objects.defer("body").annotate(
            first_begin=Subquery(begins.order_by("begins_at")[:1]),
            last_begin=Subquery(begins.order_by("-begins_at")[:1]),
        )
    )
