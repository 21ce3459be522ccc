"""How the public pages bear a growing archive: the same pages over 1,000 and over 100,000 articles and answers.

    .venv/bin/python bench/public_pages.py                  # SQLite, in a temporary folder
    DATABASE_URL=postgres://… .venv/bin/python bench/public_pages.py   # in a scratch database of that server

Both archives are measured in turn, in one run, and what is printed is the ratio of the
medians: 1.0 means that a hundred times as many articles and answers cost a reader nothing.
"""

from datetime import timedelta

import answers
import scratch  # stands first: it sets Django up

# isort: split
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.models import Article, Byline, Column, Contributor, Topic, TopicEntry
from directory.models import Place
from editorial.bringing_in import bring_in_all

SMALL, LARGE = 1_000, 100_000
LAYOUTS = ("news", "news", "community", "tips", "commentary", "briefs", "pictures")


def furnish():
    """Make the newsroom that both archives share, and return what articles need of it."""
    author = get_user_model().objects.create_user("desk")
    columns = [Column.objects.create(name=f"栏目{n}", layout=layout, order=n) for n, layout in enumerate(LAYOUTS)]
    people = [Contributor.objects.create(name=f"记者{n}") for n in range(20)]
    district = Place.objects.create(name="禾东区", kind=Place.Kind.DISTRICT)
    places = [Place.objects.create(name=f"街道{n}", kind=Place.Kind.STREET, parent=district) for n in range(20)]
    topic = Topic.objects.create(title="关注老旧小区加装电梯", introduction="老楼要装电梯，难在哪里？")
    return author, columns, people, places, topic


def fill(first, last, author, columns, people, places, topic):
    """Add the articles numbered from `first` to `last`, the newest an hour old, 40 a day."""
    now = timezone.now()
    for start in range(first, last, 5_000):
        numbers = range(start, min(start + 5_000, last))
        made = bring_in_all(
            [
                Article(
                    title=f"第{n}篇报道",
                    summary="桃花新村一个单元的住户商量了大半年。",
                    body="<p>本报讯</p>",
                    body_html="<p>本报讯</p>" * 20,
                    author=author,
                    column=columns[n % len(columns)],
                    state=Article.State.APPROVED,
                    publish_at=now - timedelta(hours=1, minutes=36 * n),
                    season_from=1 if columns[n % len(columns)].layout == "tips" else None,
                    season_to=12 if columns[n % len(columns)].layout == "tips" else None,
                )
                for n in numbers
            ],
            author,
        )
        Byline.objects.bulk_create(
            Byline(article=article, contributor=people[article.pk % len(people)]) for article in made
        )
        through = Article.places.through
        through.objects.bulk_create(
            through(article_id=article.pk, place_id=places[article.pk % len(places)].pk) for article in made
        )
        if start == 0:
            TopicEntry.objects.bulk_create(
                TopicEntry(topic=topic, article=article, order=n) for n, article in enumerate(made[:8])
            )
    scratch.look_again()


def pages():
    newest = Article.objects.published().newest_first()
    column = Column.objects.first()
    last_page = min(50, -(-column.articles.count() // 20))
    day = timezone.localdate(newest[500].publish_at)
    return {
        "front page": "/",
        "column, page 1": column.get_absolute_url(),
        "column, last page": f"{column.get_absolute_url()}?page={last_page}",
        "article": newest[10].get_absolute_url(),
        "article in a topic": Topic.objects.get().articles.first().get_absolute_url(),
        "contributor": Contributor.objects.first().get_absolute_url(),
        "archive, a day": f"/archive/{day:%Y/%m/%d}/",
        "not found": "/articles/99999999/",
        **answers.pages(),
    }


def measure():
    """Return {page: (median milliseconds, queries)}."""
    return {name: scratch.page(Client(), path) for name, path in pages().items()}


def main():
    with scratch.database():
        newsroom = furnish()
        hotline = answers.furnish(newsroom[0])
        fill(0, SMALL, *newsroom)
        answers.fill(0, SMALL, *hotline)
        small = measure()
        fill(SMALL, LARGE, *newsroom)
        answers.fill(SMALL, LARGE, *hotline)
        large = measure()
    print(f"{connection.vendor}: {LARGE:,} articles and as many answers against {SMALL:,}")  # noqa: T201
    for name, (milliseconds, queries) in large.items():
        ratio = milliseconds / small[name][0]
        print(f"{name:<28} {ratio:5.2f} ×   ({milliseconds:6.1f} ms, {queries} queries)")  # noqa: T201


if __name__ == "__main__":
    main()
