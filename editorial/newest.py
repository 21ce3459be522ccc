"""The items in a feed, and how long the feed may be kept."""

from django.utils import timezone

from syndication.feed import MOST_ENTRIES
from web.freshness import changes_at

from .corrections import with_last_correction
from .public_item import PublicItem


def newest(request, items, most=MOST_ENTRIES) -> list[PublicItem]:
    """Return what the `most` newest public ones of `items` say, with all that a feed entry holds, in one query.

    The query also finds the next one that is to come out. The answer is not kept past that moment, nor past one at
    which an item says something else.
    """
    now = timezone.now()
    public = items.published().newest_first()[:most]
    to_come = items.scheduled().order_by("publish_at", "pk")[:1]
    found = list(with_last_correction(items.model.objects.any_of([public, to_come]).for_feed()).newest_first())
    shown = [PublicItem.of(item, now) for item in found if item.publish_at <= now]
    changes_at(request, *(item.publish_at for item in found if item.publish_at > now))
    changes_at(request, *(public.next_change for public in shown))
    return shown
