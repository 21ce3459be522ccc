"""What is new of every kind of content in one feed: in the whole paper, about one place, from one authority."""

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

import articles.feeds
import notices.feeds
import questions.feeds
from articles.models import Article
from directory.models import Authority, Place
from directory.querysets import keys_in
from notices.models import Notice
from questions.models import Answer
from syndication import Feed, syndicated


@syndicated
def site_feed(request):
    subtitle = _("Articles, answers to readers and public notices, the newest first.")
    return Feed(
        settings.NEWSPAPER["name"],
        subtitle,
        reverse("home"),
        _entries(request, Notice.objects.all(), Answer.objects.all(), Article.objects.all()),
    )


@syndicated
def place_feed(request, slug):
    """Notices that concern the place, and answers and articles about it or about what is in it."""
    place = get_object_or_404(Place, slug=slug)
    answers, articles = keys_in(place, Answer, Article)
    return Feed(
        _title(place),
        _("Notices, answers and articles about this place."),
        place.get_absolute_url(),
        _entries(
            request,
            Notice.objects.concerning(place),
            Answer.objects.in_place(place, answers),
            Article.objects.in_place(place, articles),
        ),
    )


@syndicated
def authority_feed(request, slug):
    """Notices of the authority, answers that it gave, and articles in which it gives advice."""
    authority = get_object_or_404(Authority, slug=slug)
    return Feed(
        _title(authority),
        _("Notices and answers of this authority, and articles in which it gives advice."),
        authority.get_absolute_url(),
        _entries(request, authority.notices.all(), authority.answers.all(), authority.tips.all()),
    )


def _entries(request, new_notices, new_answers, new_articles):
    return [
        *notices.feeds.entries(request, new_notices),
        *questions.feeds.entries(request, new_answers),
        *articles.feeds.entries(request, new_articles),
    ]


def _title(name):
    return _("%(newspaper)s: %(name)s") % {"newspaper": settings.NEWSPAPER["name"], "name": name}
