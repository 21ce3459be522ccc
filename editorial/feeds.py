"""更正 and 撤稿 for those who follow the paper by machine, reprinters first of all."""

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import get_tag_uri
from django.utils.translation import gettext as _

from syndication import MOST_ENTRIES, Feed, FeedEntry, syndicated
from web.addresses import public_address

from .corrections import published_corrections, with_items


@syndicated
def corrections_feed(request):
    """The latest corrections and withdrawals of all kinds of content."""
    corrections = list(published_corrections()[:MOST_ENTRIES])
    withdrawn = with_items(corrections, MOST_ENTRIES)
    entries = [
        FeedEntry(
            _("Correction: %(title)s") % {"title": row.item},
            row.text,
            public_address(f"{row.item.get_absolute_url()}#correction-{row.pk}"),
            row.at,
            row.at,
        )
        for row in corrections
    ]
    entries += [_withdrawal(item) for item in withdrawn]
    return Feed(
        _("%(newspaper)s: corrections") % {"newspaper": settings.NEWSPAPER["name"]},
        _("What the paper got wrong and has put right or withdrawn."),
        reverse("editorial:corrections"),
        entries,
    )


def _withdrawal(item):
    link = public_address(item.get_absolute_url())
    # The name ends in two slashes, since programs have known the entry by it for long.
    name = get_tag_uri(link, item.withdrawn_at)
    title = _("Withdrawn: %(title)s") % {"title": item}
    return FeedEntry(title, item.withdrawn_reason, link, item.withdrawn_at, item.withdrawn_at, name=name)
