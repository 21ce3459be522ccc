"""What else a reader may want after an article."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from .models import Article, Topic, TopicEntry

MOST_RELATED = 4
LAST_IN_PLACE = 20


@dataclass(frozen=True)
class TopicPosition:
    """The position of an article among the public articles of a topic: 第3篇/共5篇, and its neighbours."""

    topic: Topic
    number: int
    total: int
    previous: Article | None
    next: Article | None


def topic_positions(article):
    """Return (TopicPosition for each topic of `article`, the topics' other public articles), in one query."""
    public = Article.objects.published().filter(pk=OuterRef("article"))
    entries = list(
        TopicEntry.objects.filter(Exists(public), topic__entries__article=article)
        .select_related("topic", "article", "article__column", "article__lead_photo")
        .defer("article__body", "article__body_html")
        .order_by("topic__order", "-topic__pk", "order", "pk")
    )
    positions, others = [], {}
    for topic in dict.fromkeys(entry.topic for entry in entries):
        articles = [entry.article for entry in entries if entry.topic_id == topic.pk]
        others.update((other.pk, other) for other in articles if other.pk != article.pk)
        place = next((index for index, other in enumerate(articles) if other.pk == article.pk), None)
        if place is not None:
            positions.append(
                TopicPosition(
                    topic=topic,
                    number=place + 1,
                    total=len(articles),
                    previous=articles[place - 1] if place else None,
                    next=articles[place + 1] if place + 1 < len(articles) else None,
                )
            )
    return positions, list(others.values())


def related_to(article, from_topics, places):
    """Return at most four public articles: of the same topics first, then of its column and places."""
    related = sorted(from_topics, key=lambda other: other.publish_at, reverse=True)[:MOST_RELATED]
    missing = MOST_RELATED - len(related)
    if not missing:
        return related
    others = Article.objects.published().exclude(pk__in=[article.pk, *(other.pk for other in related)])
    sources = [others.filter(column=article.column_id).newest_first()[:missing]]
    if places:
        # The entries made last are taken for those of the newest articles. Sorting all articles of a place would cost
        # more the more there are.
        entries = Article.places.through.objects.filter(place__in=places).order_by("-pk").values("article")
        sources.append(others.filter(pk__in=entries[:LAST_IN_PLACE]))
    found = list(others.listed().any_of(sources).newest_first())
    found.sort(key=lambda other: other.column_id != article.column_id)
    return related + found[:missing]
