"""Lays out the front page: which article goes where."""

from dataclasses import dataclass, field

from django.db.models import Subquery
from django.utils import timezone

from articles.models import Article, Column, Topic, TopicEntry
from articles.models.article import FRONT_POSITIONS
from directory.models import Hotline
from notices.models import Notice
from questions.models import Answer

BRIEFS = 6
PER_COLUMN = 4
ANSWERS = 3
NOTICES = 6
COMMENTARIES = 2
TIPS = 3
TOPIC_ARTICLES = 5
HOTLINES = 8


@dataclass
class FrontPage:
    """What the front page shows, from top to bottom. The template leaves out empty parts."""

    lead: Article | None = None
    front: list = field(default_factory=list)
    briefs_column: Column | None = None
    briefs: list = field(default_factory=list)
    commentary_column: Column | None = None
    commentary: list = field(default_factory=list)
    answers: list = field(default_factory=list)
    notices: list = field(default_factory=list)  # in force, the most pressing first
    community_column: Column | None = None
    community: list = field(default_factory=list)
    topic: Topic | None = None
    topic_articles: list = field(default_factory=list)
    pictures_column: Column | None = None
    picture_story: Article | None = None
    tips_column: Column | None = None
    tips: list = field(default_factory=list)
    topic_shows_picture: bool = False
    sections: list = field(default_factory=list)  # (column, articles) for the other columns
    hotlines: list = field(default_factory=list)

    @property
    def changes(self):
        """The moments at which its notices change by the clock alone."""
        now = timezone.now()
        return [moment for notice in self.notices for moment in (notice.next_change(now), notice.next_begin)]


def lay_out():
    """Return today's FrontPage, in seven queries whatever the size of the archive.

    Each article is in one place only: the lead is not repeated in its column.
    """
    columns = list(Column.objects.filter(on_front_page=True).order_by("order", "pk"))
    chosen = _choose(columns)
    page = FrontPage()
    taken = set()

    def take(articles, number):
        picked = [article for article in dict.fromkeys(articles) if article.pk not in taken][:number]
        taken.update(article.pk for article in picked)
        return picked

    # `chosen` has the newest first, so the article that took a position last has it.
    by_position = {}
    for article in chosen:
        by_position.setdefault(article.front_position, article)
    news = [article for article in chosen if article.column.layout == Column.Layout.NEWS]
    unplaced = [article for article in news if not article.front_position]
    page.lead = next(iter(take([a for a in (by_position.get(1), *unplaced, *chosen) if a], 1)), None)
    below = [by_position[position] for position in range(2, FRONT_POSITIONS + 1) if position in by_position]
    page.front = take([*below, *news], FRONT_POSITIONS - 1)

    for column in columns:
        own = [article for article in chosen if article.column_id == column.pk]
        match column.layout:
            case Column.Layout.BRIEFS if not page.briefs_column:
                page.briefs_column, page.briefs = column, take(own, BRIEFS)
            case Column.Layout.COMMENTARY if not page.commentary_column:
                page.commentary_column, page.commentary = column, take(own, COMMENTARIES)
            case Column.Layout.COMMUNITY if not page.community_column:
                page.community_column = column
                page.community = sorted(take(own, PER_COLUMN), key=lambda article: not article.lead_photo)
            case Column.Layout.PICTURES if not page.pictures_column:
                page.pictures_column = column
                page.picture_story = next(iter(take([a for a in own if a.lead_photo], 1)), None)
            case Column.Layout.TIPS if not page.tips_column:
                page.tips_column = column
                page.tips = take([a for a in chosen if a.season_from and a.is_in_season], TIPS)
            case _other:
                if articles := take(own, PER_COLUMN):
                    page.sections.append((column, articles))

    page.answers = list(Answer.objects.published().listed().newest_first()[:ANSWERS])
    page.notices = list(Notice.objects.in_force().listed().with_next_begin().most_pressing_first().rows(0, NOTICES))
    page.topic, page.topic_articles = _running_topic()
    _show_each_picture_once(page)
    page.hotlines = list(Hotline.objects.select_related("authority").order_by("order", "pk")[:HOTLINES])
    return page


def _show_each_picture_once(page):
    """Set `shows_picture` of the articles and `topic_shows_picture`, so that no picture is shown twice on the page."""
    seen = set()

    def is_new(photo):
        new = photo is not None and photo.pk not in seen
        seen.add(photo and photo.pk)
        return new

    for article in [page.lead, page.picture_story, *page.front, *page.community[:1]]:
        if article:
            article.shows_picture = is_new(article.lead_photo)
    page.topic_shows_picture = bool(page.topic and is_new(page.topic.photo))
    for _column, articles in page.sections:
        for article in articles:
            article.shows_picture = is_new(article.lead_photo)
        # The section opens with the first article whose picture is still unseen.
        articles.sort(key=lambda article: not article.shows_picture)


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
    sources = [
        *(published.filter(front_position=position)[:1] for position in range(1, FRONT_POSITIONS + 1)),
        published.filter(season_from__isnull=False).in_season()[:TIPS],
        *(published.filter(column=column)[: FRONT_POSITIONS + max(BRIEFS, PER_COLUMN)] for column in columns),
    ]
    return list(Article.objects.listed().any_of(sources).newest_first().with_bylines())
