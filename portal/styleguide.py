"""Invented data for the style guide. Nothing here is stored; only the pictures are the library's own."""

import tomllib
from datetime import date, datetime, timedelta
from pathlib import Path

from django.core.paginator import Paginator
from django.utils import timezone

from articles.models import Article, ArticlePhoto, Byline, Column, Contributor, TipStep, Topic
from articles.related import TopicPosition
from dates import months
from directory.models import Authority, Hotline, Place
from notices.models import Fact, Kind, Notice
from photos.models import Photo
from questions.models import Answer, Desk
from questions.public_timeline import Step

from .frame import ColumnLink, Frame
from .sample_rows import SampleRows

DATA = Path(__file__).with_suffix(".toml")
# {table of DATA: model}; each names rows of those above it.
MODELS = {
    "authorities": Authority, "hotlines": Hotline, "columns": Column, "contributors": Contributor, "bylines": Byline,
    "articles": Article, "pair": ArticlePhoto, "steps": TipStep, "topics": Topic, "answers": Answer, "desks": Desk,
    "kinds": Kind, "notices": Notice, "notice_places": Place, "notice_facts": Fact,
}  # fmt: skip
MONTH = date(2026, 11, 1)
PUBLISHED = datetime(2026, 11, 18, 6, 30)  # in the city's time zone


def specimens():
    """Return one of everything that the components ask for."""
    rows, data = SampleRows(timezone.now()), tomllib.loads(DATA.read_text(encoding="utf-8"))
    made = {name: _made(rows, model, data[name]) for name, model in MODELS.items()}
    photos = list(Photo.objects.publishable()[:2])
    _give_what_is_stored_elsewhere(made, photos)
    [column], [topic], articles = made["columns"], made["topics"], made["articles"]
    pages = Paginator(range(400), 20).page(7)
    pages.shown_numbers = list(pages.paginator.get_elided_page_range(7, on_each_side=2, on_ends=1))
    return {
        **made,
        "specimen": articles[0],
        "column_specimen": column,
        "pictured": bool(photos),
        "topic": topic,
        "position": TopicPosition(topic=topic, number=2, total=4, previous=articles[0], next=articles[2]),
        "steps_taken": [
            Step(date(2026, 11, day), text)
            for day, text in ((9, "“读者热线”收到提问"), (10, "转交示例单位"), (18, "答复刊发"))
        ],
        "urgent": Frame(
            columns=[], urgent=[ColumnLink(0, "紧急通告的标题，生效期间每页都有", "#sg-notices")], more_urgent=2
        ),
        "pages": pages,
        "month": MONTH,
        "shown_day": PUBLISHED.date(),
        "weekday_names": "一二三四五六日",
        "weeks": [[(day, day.month == MONTH.month, day.day % 3 == 0) for day in week] for week in months.weeks(MONTH)],
        "previous_month": MONTH - timedelta(days=1),
        "next_month": MONTH + timedelta(days=31),
        "colours": "ground panel ink muted accent focus field rule hairline in-force upcoming ended".split(),
    }


def _made(rows, model, table):
    """Return the rows of `model` that `table` describes: one, or one for each of its `each`. None is stored."""
    made = []
    for number, own in enumerate(table.pop("each", [{}]), 1):
        said = {key: text.format(number) if isinstance(text, str) else text for key, text in (table | own).items()}
        made.append(rows.make(model, said, save=lambda row: None, pk=0))
    return made


def _give_what_is_stored_elsewhere(made, photos):
    """Add to the rows what a query or a decision would add: pictures, bylines, the next notice of a chain."""
    for item in (*made["articles"], *made["answers"], *made["notices"]):
        item.publish_at = timezone.make_aware(PUBLISHED)
    for number, article in enumerate(made["articles"], 1):
        article.lead_photo = photos[number % len(photos)] if photos else None
        article.shows_picture = bool(photos) and number < 4
        article._prefetched_objects_cache = {"bylines": made["bylines"]}
    first = photos[0] if photos else None
    made["topics"][0].photo = first
    for answer in made["answers"]:
        answer.lead_photo, answer.place_name = first, "某小区"
    made["pair"] = made["pair"][: len(photos)]
    for placed, photo in zip(made["pair"], photos, strict=True):
        placed.photo = photo
    for notice in made["notices"]:
        notice.taken_over_at = timezone.now() if notice.is_repealed else None
        notice.next_relation = Notice.Relation.REPEALS if notice.is_repealed else ""
        notice.next_in_chain = {"pk": 0, "title": "另一份通告"} if notice.is_repealed else None
