"""Loads the columns, people, articles and topics of the sample content."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from dates.days import midnight
from directory.models import Authority, Hotline, Place
from editorial.bringing_in import bring_in
from editorial.sample import clock_at

from .models import Article, ArticlePhoto, Byline, Column, Contributor, TipStep, Topic, TopicEntry

PLAIN_FIELDS = (
    "kicker title subtitle summary source original_source original_url editors_note lead_caption video_url "
    "video_title hotline_note front_position"
).split()


def load_columns(rows):
    for row in rows:
        Column.objects.create(**row)


def load_contributors(rows):
    for row in rows:
        row = dict(row)
        Contributor.objects.create(is_staff=row.pop("staff", True), **row)


def load_published(column_slug, matter, body, photos, author):
    """Make one article of `matter` (its front matter) and `body`, as if it had been entered and published then."""
    moment = _moment(matter, timezone.localdate(), in_the_past=True)
    with clock_at(moment):
        way = {"state": Article.State.APPROVED, "publish_at": moment}
        return _make(column_slug, matter, body, photos, author, **way)


def load_draft(column_slug, matter, body, photos, author, today):
    """Make a draft of `matter` and `body`, entered now; the time in `matter` is when it is to be published."""
    wished = {"publish_at": _moment(matter, today)} if "time" in matter else {}
    return _make(column_slug, matter, body, photos, author, **wished)


def _make(column_slug, matter, body, photos, author, **way):
    article = Article(
        column=Column.objects.get(slug=column_slug),
        author=author,
        state_since=timezone.now(),
        body=body,
        **way,
        **{name: matter[name] for name in PLAIN_FIELDS if name in matter},
    )
    if "lead_photo" in matter:
        article.lead_photo = photos[matter["lead_photo"]]
    if matter.get("hotline"):
        article.hotline = Hotline.objects.filter(number=matter["hotline"]).earliest("pk")
    if "season" in matter:
        article.season_from, article.season_to = matter["season"]
    if "authority" in matter:
        article.advised_by = Authority.objects.get(slug=matter["authority"])
    bring_in(article, author)
    article.places.set(Place.objects.filter(slug__in=matter.get("places", [])))
    for order, row in enumerate(matter.get("bylines", [])):
        contributor = Contributor.objects.get(slug=row["contributor"])
        Byline.objects.create(article=article, contributor=contributor, role=row["role"], order=order)
    for order, row in enumerate(matter.get("photos", [])):
        ArticlePhoto.objects.create(
            article=article, photo=photos[row["photo"]], role=row["role"], caption=row.get("caption", ""), order=order
        )
    for order, row in enumerate(matter.get("steps", [])):
        TipStep.objects.create(article=article, order=order, **row)
    return article


def load_topics(rows, articles, photos):
    """Make the topics. `articles` and `photos` are dicts with the names that the rows use as keys."""
    for order, row in enumerate(rows):
        row = dict(row)
        entries = row.pop("articles")
        photo, hotline = row.pop("photo", None), row.pop("hotline", None)
        topic = Topic.objects.create(
            order=order,
            photo=photos[photo] if photo else None,
            hotline=Hotline.objects.filter(number=hotline).first() if hotline else None,
            **row,
        )
        for place, name in enumerate(entries):
            TopicEntry.objects.create(topic=topic, article=articles[name], order=place)


def _moment(matter, today, *, in_the_past=False):
    """Return when `matter` is published.

    With `in_the_past`, a time that today has not reached yet is moved to before now.
    """
    moment = timezone.make_aware(
        datetime.combine(today - timedelta(days=matter["days_ago"]), time.fromisoformat(matter["time"]))
    )
    if in_the_past and matter["days_ago"] == 0 and moment > (now := timezone.now()):
        start = midnight(today)
        moment = start + (now - start) * ((moment - start) / timedelta(days=1))
    return moment
