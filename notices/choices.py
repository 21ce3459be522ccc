"""What a reader may choose from where notices are narrowed: the kinds."""

from django.db.models import Subquery

from .models import Kind, Notice


def all_kinds():
    """All of them; each comes with when the first and the last notice of all begins, by index."""
    begins = Notice.objects.published().values("begins_at")
    return list(
        Kind.objects.defer("body").annotate(
            first_begin=Subquery(begins.order_by("begins_at")[:1]),
            last_begin=Subquery(begins.order_by("-begins_at")[:1]),
        )
    )
