"""What was published in the last two days, as Google News wants it.

https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap: two days, 1,000 addresses.
Google accepts a file without any address, although the schema of sitemaps.org wants at least one.
"""

from datetime import timedelta
from operator import attrgetter

from django.utils import timezone
from django.views.decorators.http import require_safe

from editorial.kinds import kinds
from editorial.public_item import PublicItem
from web.freshness import changes_at

from .published import next_publication
from .writer import news_set

NEW_FOR = timedelta(days=2)
MOST = 1_000


@require_safe
def news(request):
    """The newest items of all kinds, the newest first; one query for each kind, however much was published."""
    # Read first. So what becomes public meanwhile is either in the file, or ends the time for which it may be cached.
    coming = next_publication()
    stories = sorted(_new(timezone.now()), key=attrgetter("published"), reverse=True)[:MOST]
    leaves = stories[-1].published + NEW_FOR if stories else None
    changes_at(request, leaves, coming)
    return news_set(stories)


def _new(now):
    for kind in kinds():
        items = kind.objects.published().filter(publish_at__gt=now - NEW_FOR).newest_first()
        yield from map(PublicItem.of, items.in_brief()[:MOST])
