"""What is new of every kind of content in one feed: in the whole paper, about one place, from one authority."""

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article
from directory.models import Authority, Place
from directory.querysets import keys_in
from editorial.feeds import entries_of, feed_of
from notices.models import Notice
from questions.models import Answer
from syndication import Feed, syndicated


@syndicated
def site_feed(request):
    subtitle = _("Articles, answers to readers and public notices, the newest first.")
    kinds = [kind.objects.all() for kind in (Notice, Answer, Article)]
    return Feed(settings.NEWSPAPER["name"], subtitle, reverse("home"), entries_of(request, *kinds))


@syndicated
def place_feed(request, slug):
    """Notices that concern the place, and answers and articles about it or about what is in it."""
    place = get_object_or_404(Place, slug=slug)
    answers, articles = keys_in(place, Answer, Article)
    return feed_of(
        request,
        place,
        _("Notices, answers and articles about this place."),
        Notice.objects.concerning(place),
        Answer.objects.in_place(place, answers),
        Article.objects.in_place(place, articles),
    )


@syndicated
def authority_feed(request, slug):
    """Notices of the authority, answers that it gave, and articles in which it gives advice."""
    authority = get_object_or_404(Authority, slug=slug)
    subtitle = _("Notices and answers of this authority, and articles in which it gives advice.")
    kinds = (authority.notices, authority.answers, authority.tips)
    return feed_of(request, authority, subtitle, *(kind.all() for kind in kinds))
