"""Articles as feeds: those of a column, of a topic, of a contributor."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from editorial.feeds import feed_of
from syndication import syndicated

from .models import Article, Column, Contributor, Topic


@syndicated
def column_feed(request, slug):
    column = get_object_or_404(Column, slug=slug)
    subtitle = column.description or _("What is new in this column.")
    return feed_of(request, column, subtitle, column.articles.all())


@syndicated
def topic_feed(request, slug):
    """The feed of a topic, the newest first as in every feed. The topic's page has its own order."""
    topic = get_object_or_404(Topic.objects.public(), slug=slug)
    return feed_of(request, topic, topic.introduction, topic.articles.all())


@syndicated
def contributor_feed(request, slug):
    contributor = get_object_or_404(Contributor.objects.public(), slug=slug)
    subtitle = contributor.introduction or _("Articles that carry this name.")
    return feed_of(request, contributor, subtitle, Article.objects.by(contributor))
