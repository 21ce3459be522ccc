"""What ends today and tomorrow, in the work queue. The clerk then asks whether it has to be extended."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dates.days import midnight
from editorial.queue.queue_counts import QueueCount

from ..models import Notice
from ..next_in_chain import CLOSING


@dataclass(frozen=True)
class Ending:
    """Notices that end by themselves on the day `days` from today."""

    code: str
    word: str
    days: int
    tone: str

    @property
    def span(self):
        """(moment after which, moment until which) they end. Notices of today that are over already are left out."""
        day = timezone.localdate() + timedelta(days=self.days)
        return max(midnight(day), timezone.now()), midnight(day + timedelta(days=1))

    def rows(self, notices):
        after, until = self.span
        return _left_to_themselves(notices).filter(over_at__gt=after, over_at__lte=until)


TODAY = Ending("ends_today", _("ends today"), 0, "warning")
TOMORROW = Ending("ends_tomorrow", _("ends tomorrow"), 1, "")
ENDING = [TODAY, TOMORROW]


def _left_to_themselves(notices):
    """Return the public ones of `notices` after which no other has been begun.

    Notices that only tell of an end are left out, because nobody extends them.
    """
    followers = Notice.objects.filter(follows=OuterRef("pk")).not_withdrawn()
    return notices.published().exclude(relation__in=CLOSING).filter(~Exists(followers))


def ending_soon(admin, request):
    """Return the QueueCounts of both days, in one query."""
    if not (admin.has_view_permission(request) and admin.has_add_permission(request)):
        return []
    first, last = TODAY.span[0], TOMORROW.span[1]
    rows = _left_to_themselves(admin.get_queryset(request)).filter(over_at__gt=first, over_at__lte=last)
    found = rows.order_by().aggregate(**{one.code: Count("pk", filter=_within(one.span)) for one in ENDING})
    return [_counted(admin, one, found[one.code]) for one in ENDING if found[one.code]]


def _counted(admin, ending, count):
    return QueueCount(
        code=ending.code,
        word=ending.word,
        count=count,
        kind=admin.opts.verbose_name,
        url=f"{admin.url_of('changelist')}?holds={ending.code}",
        tone=ending.tone,
    )


def _within(span):
    return Q(over_at__gt=span[0], over_at__lte=span[1])
