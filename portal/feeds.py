"""What is new about one place or from one authority, of every kind of content in one Atom feed."""

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

import notices.feeds
from articles.models import Article
from directory.models import Authority, Place
from editorial.atom import MOST_ENTRIES, Entry, atom, public_address
from editorial.corrections import with_last_correction
from notices.models import Notice
from questions.models import Answer


@require_safe
def place_feed(request, slug):
    """Notices that concern the place, answers and articles about it or what lies in it."""
    place = get_object_or_404(Place, slug=slug)
    return atom(
        reverse("place_feed", args=[slug]),
        reverse("place", args=[slug]),
        _("%(newspaper)s: %(name)s") % {"newspaper": settings.NEWSPAPER["name"], "name": place},
        _("Notices, answers and articles about this place."),
        [
            *notices.feeds.entries(request, Notice.objects.concerning(place)),
            *_entries(Answer.objects.in_place(place)),
            *_entries(Article.objects.in_place(place)),
        ],
    )


@require_safe
def authority_feed(request, slug):
    """Notices of the authority, answers that it gave, and articles in which it gives advice."""
    authority = get_object_or_404(Authority, slug=slug)
    return atom(
        reverse("authority_feed", args=[slug]),
        reverse("authority", args=[slug]),
        _("%(newspaper)s: %(name)s") % {"newspaper": settings.NEWSPAPER["name"], "name": authority},
        _("Notices and answers of this authority, and articles in which it gives advice."),
        [
            *notices.feeds.entries(request, authority.notices.all()),
            *_entries(Answer.objects.filter(authority=authority)),
            *_entries(Article.objects.filter(advised_by=authority)),
        ],
    )


def _entries(items):
    """The newest public ones of `items`, answers or articles, as entries."""
    found = with_last_correction(items.published().listed().newest_first())[:MOST_ENTRIES]
    return [
        Entry(
            item.title,
            item.summary,
            public_address(item.get_absolute_url()),
            item.publish_at,
            max(item.publish_at, item.last_corrected_at or item.publish_at),
            term=str(item._meta.verbose_name),
        )
        for item in found
    ]
