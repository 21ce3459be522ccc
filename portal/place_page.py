"""A place's page: everything public about it. What is in force comes first."""

from django.db.models import Q, Subquery
from django.http import Http404
from django.utils import timezone

from articles.models import Article
from directory.models import Hotline, Place
from directory.querysets import keys_in
from notices.models import Notice
from questions.models import Answer, Desk

from .excerpt import Excerpt

LOCAL, CITYWIDE, UPCOMING = 12, 6, 8  # notices
ANSWERS, ARTICLES, HOTLINES = 6, 10, 20


def lay_out(slug):
    """Return what the page of the place with that slug shows, in seven queries however much there is about it.

    `changes` are the moments at which it changes by the clock alone. Raises Http404 where there is no such place.
    """
    now = timezone.now()
    scheduled = Notice.objects.scheduled().order_by("publish_at").values("publish_at")[:1]
    tree = Place.objects.with_parents().filter(Q(slug=slug) | Q(parent__slug=slug)).order_by("kind", "path")
    tree = list(tree.annotate(next_notice=Subquery(scheduled)))
    place = next((one for one in tree if one.slug == slug), None)
    if place is None:
        raise Http404
    of_answers, of_articles = keys_in(place, Answer, Article)
    notices = _notices(place)
    upcoming = sorted((one for one in notices if one.begins > now), key=lambda one: (one.begins, one.pk))
    in_force = [one for one in notices if one.begins <= now]
    answers = Answer.objects.published().in_place(place, of_answers).listed().newest_first()
    articles = Article.objects.published().in_place(place, of_articles).listed().newest_first()
    desks = _desks(place)
    return {
        "place": place,
        "children": [one for one in tree if one is not place],
        "local": Excerpt([one for one in in_force if one.spot], LOCAL),  # at the place, around it or within it
        "citywide": Excerpt([one for one in in_force if not one.spot], CITYWIDE),
        "upcoming": Excerpt(upcoming, UPCOMING),
        "answers": Excerpt(answers[: ANSWERS + 1], ANSWERS),
        "articles": list(articles[:ARTICLES]),
        "hotlines": _hotlines(place),
        "desks": desks,
        "changes": [place.next_notice, *(one.next_change(now) for one in [*notices, *desks])],
    }


def _notices(place):
    """Return the notices that the page may show, with `spot`: urgent ones first, and within one level the nearest."""
    public = Notice.objects
    sources = [
        public.in_force().local_to(place).most_pressing_first()[: LOCAL + 1],
        public.in_force().citywide().most_pressing_first()[: CITYWIDE + 1],
        public.upcoming().concerning(place).order_by("begins_at", "pk")[: UPCOMING + 1],
    ]
    found = public.listed().with_spot(place).any_of(sources).most_pressing_first()
    return sorted(found, key=lambda one: (-one.level, _distance(one.spot, place)))


def _distance(spot, place):
    """Return 0 for the place itself, 1 for one that it lies in, 2 for one that lies in it, 3 for the whole city."""
    if not spot:
        return 3
    if spot["path"] == place.path:
        return 0
    return 1 if place.path.startswith(spot["path"]) else 2


def _desks(place):
    """Return the open desks that serve the place: its own first, then those of wider places, then those of the city."""
    open_now = Desk.objects.standing().open()
    order = [*reversed(place.path_ids), None]
    serving = open_now.filter(Q(place__in=place.path_ids) | Q(place=None))
    return sorted(serving, key=lambda desk: order.index(desk.place_id))


def _hotlines(place):
    """Return the hotlines of the authorities that have their seat in the place, one authority after the other."""
    there = Hotline.objects.filter(authority__place__path__startswith=place.path).select_related("authority")
    return list(there.order_by("authority__kind", "authority__name", "order", "pk")[:HOTLINES])
