"""Articles as feeds: those of a column, of a topic, of a contributor."""

from functools import partial

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from editorial.newest import newest
from syndication import Feed, FeedEntry, Picture, syndicated
from web.addresses import public_address

from .models import Article, Column, Contributor, TipStep, Topic
from .models.contributor import Role


@syndicated
def column_feed(request, slug):
    column = get_object_or_404(Column, slug=slug)
    subtitle = column.description or _("What is new in this column.")
    return Feed(_title(column), subtitle, column.get_absolute_url(), entries(request, column.articles.all()))


@syndicated
def topic_feed(request, slug):
    """The feed of a topic, the newest first as in every feed. The topic's page has its own order."""
    topic = get_object_or_404(Topic.objects.public(), slug=slug)
    return Feed(_title(topic), topic.introduction, topic.get_absolute_url(), entries(request, topic.articles.all()))


@syndicated
def contributor_feed(request, slug):
    contributor = get_object_or_404(Contributor, slug=slug)
    subtitle = contributor.introduction or _("Articles that carry this name.")
    articles = Article.objects.by(contributor)
    return Feed(_title(contributor), subtitle, contributor.get_absolute_url(), entries(request, articles))


def entries(request, articles):
    """Return the newest public ones of `articles` as feed entries.

    The HTTP response may be cached until the next article comes out.
    """
    return [_entry(article) for article in newest(request, articles)]


def _entry(article):
    shown = {"article": article, "steps": article.steps.all()[: TipStep.MOST_SHOWN]}
    return FeedEntry(
        article.title,
        article.summary,
        public_address(article.get_absolute_url()),
        article.publish_at,
        max(article.publish_at, article.last_corrected_at or article.publish_at),
        html=partial(render_to_string, "articles/_article_in_feed.html", shown),
        authors=_authors(article),
        categories=(Article._meta.verbose_name, article.column.name),
        picture=Picture.of(article.lead_photo),
    )


def _authors(article):
    """Return the names of those who made it, each once; where nobody is named, its source."""
    names = [byline.contributor.name for byline in article.bylines.all() if byline.role != Role.EDITOR]
    return tuple(dict.fromkeys(names)) or (article.source or settings.NEWSPAPER["name"],)


def _title(name):
    return _("%(newspaper)s: %(name)s") % {"newspaper": settings.NEWSPAPER["name"], "name": name}
