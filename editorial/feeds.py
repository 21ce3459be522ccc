"""Items as feed entries, and 更正 and 撤稿 for those who follow the paper by machine, reprinters first of all."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import get_tag_uri
from django.utils.translation import gettext as _

from syndication import MOST_ENTRIES, Feed, FeedEntry, Picture, syndicated
from web.freshness import changes_at

from .corrections import published_corrections, with_items, with_last_correction
from .public_item import PublicItem


def feed_of(request, subject, subtitle, *kinds):
    """Return the Feed about `subject`, such as a column: the newest public ones of `kinds`.

    Each of `kinds` is a queryset of one kind of content. The page of `subject` shows the same to people.
    """
    return Feed(titled(subject), subtitle, subject.get_absolute_url(), entries_of(request, *kinds))


def entries_of(request, *kinds):
    """Return the entries. The HTTP response may be cached as long as nothing in them changes by the clock."""
    return [entry_of(public) for items in kinds for public in newest(request, items)]


def newest(request, items) -> list[PublicItem]:
    """Return what the newest public ones of `items` say, with all that a feed entry holds, in one query.

    The query also finds the next one that is to come out. The answer is not kept past that moment, nor past one at
    which an item says something else.
    """
    now = timezone.now()
    public = items.published().newest_first()[:MOST_ENTRIES]
    to_come = items.scheduled().order_by("publish_at", "pk")[:1]
    found = list(with_last_correction(items.model.objects.any_of([public, to_come]).for_feed()).newest_first())
    shown = [PublicItem.of(item, now) for item in found if item.publish_at <= now]
    changes_at(request, *(item.publish_at for item in found if item.publish_at > now))
    changes_at(request, *(public.next_change for public in shown))
    return shown


def titled(name):
    """Return the title of the feed called `name`."""
    return _("%(newspaper)s: %(name)s") % {"newspaper": settings.NEWSPAPER["name"], "name": name}


def entry_of(public):
    return FeedEntry(
        public.headline,
        public.summary,
        public.address,
        public.published,
        public.told,
        html=lambda: public.html,
        authors=public.authors,
        categories=tuple(filter(None, (public.kind, public.section))),
        picture=Picture.of(public.lead_picture),
    )


@syndicated
def corrections_feed(request):
    """The latest corrections and withdrawals of all kinds of content."""
    corrections = list(published_corrections()[:MOST_ENTRIES])
    withdrawn = with_items(corrections, MOST_ENTRIES)
    return Feed(
        titled(_("corrections")),
        _("What the paper got wrong and has put right or withdrawn."),
        reverse("editorial:corrections"),
        [*map(_correction, corrections), *map(_withdrawal, withdrawn)],
    )


def _correction(row):
    public = PublicItem.of(row.item)
    title = _("Correction: %(title)s") % {"title": public.headline}
    return FeedEntry(title, row.text, public.address_of(row), row.at, row.at)


def _withdrawal(item):
    public, at = PublicItem.of(item), item.withdrawn_at
    # The name ends in two slashes, since programs have known the entry by it for long.
    name = get_tag_uri(public.address, at)
    title = _("Withdrawn: %(title)s") % {"title": public.headline}
    return FeedEntry(title, public.withdrawn_reason, public.address, at, at, name=name)
