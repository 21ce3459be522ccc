"""An authority's page: how to reach it, and everything public that comes from it. What is in force comes first."""

from django.db.models import Subquery
from django.shortcuts import get_object_or_404
from django.utils import timezone

from articles.models import Article
from directory.models import Authority
from notices.models import Notice
from questions.models import Answer

from .excerpt import Excerpt

IN_FORCE, UPCOMING, OVER = 10, 8, 6  # notices
ANSWERS, ARTICLES = 6, 8


def lay_out(slug):
    """Return what the page of the authority with that slug shows, in five queries however much comes from it.

    `changes` are the moments at which it changes by the clock alone. Raises Http404 where there is no such authority.
    """
    now = timezone.now()
    scheduled = Notice.objects.scheduled().order_by("publish_at").values("publish_at")[:1]
    authorities = Authority.objects.select_related("place__parent__parent__parent")
    authority = get_object_or_404(authorities.annotate(next_notice=Subquery(scheduled)), slug=slug)

    hotlines = list(authority.hotlines.all())
    notices = _notices(authority)
    current = [one for one in notices if one.over > now]
    upcoming = sorted((one for one in current if one.begins > now), key=lambda one: (one.begins, one.pk))
    over = sorted((one for one in notices if one.over <= now), key=lambda one: (one.over, one.pk), reverse=True)
    answers = Answer.objects.published().filter(authority=authority).listed().newest_first()
    return {
        "authority": authority,
        "hotlines": hotlines,
        "in_force": Excerpt([one for one in current if one.begins <= now], IN_FORCE),
        "upcoming": Excerpt(upcoming, UPCOMING),
        "over": Excerpt(over, OVER),
        "answers": Excerpt(answers[: ANSWERS + 1], ANSWERS),
        "articles": _articles(authority, hotlines),
        "changes": [authority.next_notice, *(one.next_change(now) for one in notices)],
    }


def _notices(authority):
    own = authority.notices
    sources = [
        own.in_force().most_pressing_first()[: IN_FORCE + 1],
        own.upcoming().order_by("begins_at", "pk")[: UPCOMING + 1],
        own.over().order_by("-over_at", "-pk")[: OVER + 1],
    ]
    return list(Notice.objects.listed().any_of(sources).most_pressing_first())


def _articles(authority, hotlines):
    """Return the newest articles that the authority advised, or that print one of its numbers."""
    published = Article.objects.published().newest_first()
    sources = [
        published.filter(advised_by=authority)[:ARTICLES],
        *(published.filter(hotline=hotline)[:ARTICLES] for hotline in hotlines),
    ]
    return list(Article.objects.listed().any_of(sources).newest_first()[:ARTICLES])
