"""The pages that stay. Each is named by its canonical address: no page of a list, no search, no elder copy."""

from itertools import islice

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.models import Column, Contributor, Topic
from directory.models import Authority, Place
from questions.models import Desk
from web.freshness import changes_at

from .published import next_publication
from .writer import MOST_ADDRESSES, url_set

PAGES = (
    "home about accessibility feeds editorial:corrections directory:hotlines articles:topics questions:list "
    "questions:desks questions:accountability notices:list notices:calendar notices:today notices:open_data"
).split()


@require_safe
def pages(request):
    """One file, with one query for each table. A city has some thousands of places and authorities, not more.

    No page says when it was changed. A page that is made of many things has no such moment that is both cheap and
    true.
    """
    coming = Desk.objects.for_comments().filter(shown_from__gt=timezone.now()).aggregate(next=Min("shown_from"))
    changes_at(request, coming["next"], next_publication())  # a topic becomes public with its first article
    return url_set((path, None) for path in islice(_paths(), MOST_ADDRESSES))


def _paths():
    yield from map(reverse, PAGES)
    tables = [Column.objects, Topic.objects.public(), Contributor.objects, Place.objects, Authority.objects]
    for rows in (*tables, Desk.objects.public()):
        for row in rows.order_by("pk").only("slug"):
            yield row.get_absolute_url()
