"""How many notices are in force or still to come, by kind and by authority, and when the next of them changes."""

from collections import Counter

from django.db.models import Subquery
from django.utils import timezone

MOST_COUNTED = 500


class Current:
    """The notices among `notices` that are in force or to come, counted in one query that stops at MOST_COUNTED.

    A count by kind ignores the kind that is asked for, and a count by authority ignores the authority. So they
    tell what another choice would find.
    """

    def __init__(self, notices, kind=None, authority=None):
        self.now = timezone.now()
        later = notices.approved().filter(over_at__gt=self.now).order_by("over_at")
        next_begin = notices.approved().filter(begins_at__gt=self.now).order_by("begins_at").values("begins_at")[:1]
        rows = later.values_list("kind_id", "authority_id", "publish_at", "begins_at", "over_at", Subquery(next_begin))
        self.rows = list(rows[: MOST_COUNTED + 1])
        self.is_cut = len(self.rows) > MOST_COUNTED
        self.kind_id, self.authority_id = kind and kind.pk, authority and authority.pk

    @property
    def by_status(self):
        """(in force, upcoming), each in words."""
        begun = Counter(row[3] <= self.now for row in self._public(self.kind_id, self.authority_id))
        return self._words(begun[True]), self._words(begun[False])

    @property
    def by_kind(self):
        """{primary key of a kind: number in words}, of those that have any."""
        return self._counted(row[0] for row in self._public(None, self.authority_id))

    @property
    def by_authority(self):
        return self._counted(row[1] for row in self._public(self.kind_id, None))

    @property
    def next_change(self):
        """The next moment at which one of them is published, begins or is over, or None."""
        moments = [moment for row in self.rows for moment in row[2:] if moment and moment > self.now]
        return min(moments, default=None)

    def _public(self, kind_id, authority_id):
        wanted = (kind_id, authority_id)
        for row in self.rows[:MOST_COUNTED]:
            if row[2] <= self.now and all(key in {None, own} for key, own in zip(wanted, row, strict=False)):
                yield row

    def _counted(self, keys):
        return {key: self._words(number) for key, number in Counter(keys).items()}

    def _words(self, number):
        return f"{number}+" if self.is_cut else str(number)
