"""Lays out the front page: which article goes where."""

from typing import NamedTuple

from django.db.models import Subquery
from django.utils import timezone

from articles.models import Article, Column, Topic, TopicEntry
from articles.models.article import FRONT_POSITIONS
from directory.models import Hotline
from notices.models import Notice
from questions.models import Answer

Layout = Column.Layout
# {layout: how many articles} where the first column of a layout has a place of its own on the page.
OWN_PLACES = {Layout.BRIEFS: 6, Layout.COMMENTARY: 2, Layout.COMMUNITY: 4, Layout.PICTURES: 1, Layout.TIPS: 3}
PER_COLUMN = 4
ANSWERS = 3
NOTICES = 6
TOPIC_ARTICLES = 5
HOTLINES = 8


class FrontSection(NamedTuple):
    column: Column
    articles: list


def lay_out():
    """Return what today's front page shows, in seven queries whatever the size of the archive.

    The template leaves out empty parts. Each article is in one place only: the lead is not repeated in its column.
    `changes` are the moments at which its notices change by the clock alone.
    """
    columns = list(Column.objects.filter(on_front_page=True).order_by("order", "pk"))
    chosen = _choose(columns)
    taken = set()

    def take(articles, number):
        picked = [article for article in dict.fromkeys(articles) if article.pk not in taken][:number]
        taken.update(article.pk for article in picked)
        return picked

    # `chosen` has the newest first, so the article that took a position last has it.
    by_position = {}
    for article in chosen:
        by_position.setdefault(article.front_position, article)
    news = [article for article in chosen if article.column.layout == Layout.NEWS]
    unplaced = [article for article in news if not article.front_position]
    placed = [by_position[position] for position in range(1, FRONT_POSITIONS + 1) if position in by_position]
    leads = take([*(article for article in placed if article.front_position == 1), *unplaced, *chosen], 1)
    front = take([*placed, *news], FRONT_POSITIONS - 1)

    own, sections = {}, []
    for column in columns:
        if column.layout in OWN_PLACES and column.layout not in own:
            fitting = [article for article in chosen if _fits(article, column)]
            own[column.layout] = FrontSection(column, take(fitting, OWN_PLACES[column.layout]))
        elif articles := take([article for article in chosen if article.column_id == column.pk], PER_COLUMN):
            sections.append(FrontSection(column, articles))
    pictures, community = (own[layout].articles if layout in own else [] for layout in ("pictures", "community"))
    community.sort(key=lambda article: not article.lead_photo)

    topic, topic_articles = _running_topic()
    now = timezone.now()
    notices = list(Notice.objects.in_force().listed().with_next_begin().most_pressing_first().rows(0, NOTICES))
    return {
        "lead": leads[0] if leads else None,
        "front": front,
        "own": own,  # {layout: FrontSection} of the columns that have a place of their own
        "sections": sections,  # of the other columns
        "answers": list(Answer.objects.published().listed().newest_first()[:ANSWERS]),
        "notices": notices,
        "topic": topic,
        "topic_articles": topic_articles,
        "topic_shows_picture": _show_each_picture_once([*leads, *pictures, *front, *community[:1]], topic, sections),
        "hotlines": list(Hotline.objects.of_authorities().order_by("order", "pk")[:HOTLINES]),
        "changes": [moment for notice in notices for moment in (notice.next_change(now), notice.next_begin)],
    }


def _fits(article, column):
    """Whether the article may stand in the own place of `column`. A tip of any column may, while it is in season."""
    if column.layout == Layout.TIPS:
        return article.is_in_season
    return article.column_id == column.pk and (column.layout != Layout.PICTURES or article.lead_photo)


def _show_each_picture_once(leading, topic, sections):
    """Set `shows_picture` of the articles, so that no picture stands twice; return whether the topic shows its own."""
    seen = set()

    def is_new(photo):
        new = photo is not None and photo.pk not in seen
        seen.add(photo and photo.pk)
        return new

    for article in leading:
        article.shows_picture = is_new(article.lead_photo)
    topic_shows_picture = bool(topic and is_new(topic.photo))
    for _column, articles in sections:
        for article in articles:
            article.shows_picture = is_new(article.lead_photo)
        # The section opens with the first article whose picture is still unseen.
        articles.sort(key=lambda article: not article.shows_picture)
    return topic_shows_picture


def _running_topic():
    """Return the foremost running topic and its first articles, in one query; (None, []) where none is running."""
    foremost = Topic.objects.public().running().values("pk")[:1]
    entries = (
        TopicEntry.objects.filter(topic=Subquery(foremost), article__in=Article.objects.published())
        .select_related("topic__photo", "topic__hotline", "article__column", "article__lead_photo")
        .defer("article__body", "article__body_html")
    )
    entries = list(entries.order_by("order", "pk")[:TOPIC_ARTICLES])
    return entries[0].topic if entries else None, [entry.article for entry in entries]


def _choose(columns):
    """Return every article that may be on the page: a bounded number from each source, in one query."""
    published = Article.objects.published().newest_first()
    most = FRONT_POSITIONS + max(PER_COLUMN, *OWN_PLACES.values())
    sources = [
        *(published.filter(front_position=position)[:1] for position in range(1, FRONT_POSITIONS + 1)),
        published.filter(season_from__isnull=False).in_season()[: OWN_PLACES[Layout.TIPS]],
        *(published.filter(column=column)[:most] for column in columns),
    ]
    return list(Article.objects.listed().any_of(sources).newest_first().with_bylines())
