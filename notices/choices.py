"""What readers may choose from to narrow notices: the kinds."""

from django.db.models import Subquery

from directory.list_filter import ListFilter

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


class NoticeFilter(ListFilter):
    """What an address narrows notices by: a kind besides an authority and a place. It takes three queries."""

    def public_items(self):
        return Notice.objects.published().newest_first()

    def others(self):
        self.kinds = all_kinds()
        return {"kind": self.kinds}

    @property
    def begins(self):
        """When the first and the last of all notices begin, or nothing where there are none."""
        known = self.kinds[:1]
        return [moment for kind in known for moment in (kind.first_begin, kind.last_begin) if moment]
