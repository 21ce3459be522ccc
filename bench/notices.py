"""How the notices' pages, and those of places and authorities, bear a growing archive: 1,000 of each kind and 100,000.

    .venv/bin/python bench/notices.py                  # SQLite, in a temporary folder
    DATABASE_URL=postgres://… .venv/bin/python bench/notices.py   # in a scratch database of that server

Both archives are measured in turn, in one run, and what is printed is the ratio of the medians (see
bench/public_pages.py). In both the same 400 are current: 300 in force, a third of them until further notice,
and 100 still to begin; the others have ended in the course of ten years. One in twenty holds in the whole
city. With `--current-grows` what is current grows with the archive, four of a hundred: so much is in force
in no city, but it tells what depends on that.
"""

import sys
from datetime import timedelta

import answers
import public_pages
import scratch  # stands before what needs Django: it sets it up

# isort: split
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article
from dates.days import midnight
from directory.models import Authority, Hotline, Place
from editorial.bringing_in import bring_in_all
from notices.models import Kind, Notice

SMALL, LARGE = 1_000, 100_000
CURRENT = 400
GROWS = "--current-grows" in sys.argv
DAYS = 3650
KINDS = ("outage", "traffic", "policy", "publicity", "consultation", "recruitment", "emergency", "lost_found")
BELOW = {Place.Kind.STREET: 5, Place.Kind.COMMUNITY: 4, Place.Kind.NEIGHBOURHOOD: 2}  # how many in each wider place


def furnish(author):
    """Make what all notices share: kinds, 40 authorities with a telephone each, 330 places."""
    districts = [Place.objects.create(name=f"{n}区", kind=1, slug=f"district-{n}") for n in range(5)]
    levels = {Place.Kind.DISTRICT: districts}
    for kind, number in BELOW.items():
        levels[kind] = [
            Place.objects.create(name=f"{parent.name}{n}", kind=kind, parent=parent)
            for parent in levels[kind - 1]
            for n in range(number)
        ]
    places = list(Place.objects.filter(pk__in=[place.pk for level in levels.values() for place in level]))
    seats = levels[Place.Kind.NEIGHBOURHOOD]
    authorities = [
        Authority.objects.create(name=f"机关{n}", kind=Authority.Kind.UTILITY, place=seats[n * 5]) for n in range(40)
    ]
    Hotline.objects.bulk_create(Hotline(authority=one, number="5550130", purpose="报修") for one in authorities)
    kinds = [Kind.objects.create(name=f"种类{n}", nature=nature) for n, nature in enumerate(KINDS)]
    return author, kinds, authorities, places


def fill(first, last, author, kinds, authorities, places):
    """Add the notices numbered from `first` to `last`."""
    now = timezone.now()
    for start in range(first, last, 5_000):
        numbers = range(start, min(start + 5_000, last))
        made = bring_in_all(
            [
                Notice(
                    title=f"第{n}号公告",
                    kind=kinds[n * 7 // 5 % len(kinds)],
                    level=_level(n),
                    authority=authorities[n * 11 // 7 % len(authorities)],
                    index_number=f"B-{n:06d}",
                    document_number=f"青〔{n}〕号",
                    issued_on=begins,
                    effective_from=begins,
                    effective_until=ends,
                    who="桃花新村全体住户",
                    body="<p>因管网维修，计划停水。</p>",
                    body_html="<p>因管网维修，计划停水。</p>" * 20,
                    author=author,
                    state=Notice.State.APPROVED,
                    publish_at=min(now, midnight(begins)) - timedelta(hours=1, seconds=n),
                )
                for n in numbers
                for begins, ends in [_period(n)]
            ],
            author,
        )
        through = Notice.places.through
        through.objects.bulk_create(
            through(notice=notice, place=place)
            for n, notice in zip(numbers, made, strict=True)
            if n // 100 % 20
            for place in {places[(n * 31 + step * 97) % len(places)] for step in range(1 + n // 100 % 3)}
        )
        _chain(made[4::30], made[5::30])
    scratch.look_again()


def _chain(before, after):
    """Let each of `after` follow its neighbour in `before`."""
    for notice, follower in zip(before, after, strict=False):
        follower.follows, follower.root, follower.relation = notice, notice, Notice.Relation.EXTENDS
        notice.next, notice.next_relation = follower, follower.relation
    Notice.objects.bulk_update(after, ["follows", "root", "relation"])
    Notice.objects.bulk_update(before, ["next", "next_relation"])


def quote(authorities):
    """Let one article in twenty be advised by an authority, and as many print the number of one."""
    last = Article.objects.latest("pk").pk
    for n, authority in enumerate(authorities):
        Article.objects.filter(pk__in=range(n * 20, last, 800)).update(advised_by=authority)
        Article.objects.filter(pk__in=range(n * 20 + 1, last, 800)).update(hotline=authority.hotlines.get())


def _level(n):
    """One in ten is important; one in a hundred is urgent, of which hardly any is in force."""
    if n % 100 == 57 or n in {0, 100}:
        return Notice.Level.URGENT
    return Notice.Level.IMPORTANT if n // 3 % 10 == 0 else Notice.Level.ORDINARY


def _period(n):
    """The first and the last day of the notice numbered `n`; the last is None for an open end."""
    today, spread = timezone.localdate(), n * 7919
    if n % 100 < 4 if GROWS else n < CURRENT:
        match n % 4:
            case 0 | 1:
                return today - timedelta(days=spread % 20), today + timedelta(days=1 + spread % 30)
            case 2:
                return today - timedelta(days=spread % DAYS), None
            case 3:
                return today + timedelta(days=1 + spread % 30), today + timedelta(days=40)
    begins = today - timedelta(days=30 + spread % DAYS)
    return begins, begins + timedelta(days=spread % 20)


def pages():
    board = reverse("notices:list")
    authority, kind = Authority.objects.get(name="机关7"), Kind.objects.get(name="种类2")
    district = Place.objects.get(slug="district-2")
    within = Place.objects.within(district)
    street, quiet = within.filter(kind=Place.Kind.STREET)[1], within.filter(kind=Place.Kind.NEIGHBOURHOOD)[3]
    newest = Notice.objects.published().newest_first()[50]
    filters = {
        "district": f"place={district.slug}",
        "neighbourhood": f"place={quiet.slug}",
        "kind": f"kind={kind.slug}",
        "authority": f"authority={authority.slug}",
        "in force": "status=in_force",
        "in force, neighbourhood": f"status=in_force&place={quiet.slug}",
        "over, page 40": "status=over&page=40",
        "over, neighbourhood": f"status=over&place={quiet.slug}",
        "all filters": f"kind={kind.slug}&authority={authority.slug}&place={district.slug}&month={newest.begins:%Y-%m}",
    }
    return {
        "front page": "/",
        "notice": newest.get_absolute_url(),
        "place, district": district.get_absolute_url(),
        "place, street": street.get_absolute_url(),
        "place, neighbourhood": quiet.get_absolute_url(),
        "authority": authority.get_absolute_url(),
        "board": board,
        **{f"board, {name}": f"{board}?{query}" for name, query in filters.items()},
        "calendar, a month": "/notices/calendar/",
        "calendar, a place": f"/notices/calendar/?place={quiet.slug}",
        "today, neighbourhood": f"/notices/today/?place={quiet.slug}",
        "calendar to subscribe": "/notices/calendar.ics",
        "feed of a place": f"/feeds/places/{quiet.slug}/",
        "feed of an authority": f"/feeds/authorities/{authority.slug}/",
    }


def measure():
    """Return {page: (median milliseconds, queries)} of the pages that there are."""
    there = {name: path for name, path in pages().items() if Client().get(path).status_code == 200}
    return {name: scratch.page(Client(), path) for name, path in there.items()}


def main():
    with scratch.database():
        author, columns, people, _places, topic = public_pages.furnish()
        _author, desks, *_rest = answers.furnish(author)
        city = furnish(author)
        _author, _kinds, authorities, places = city
        newsroom, hotline = (author, columns, people, places, topic), (author, desks, authorities, places)
        small = large = None
        for first, last in ((0, SMALL), (SMALL, LARGE)):
            public_pages.fill(first, last, *newsroom)
            quote(authorities)
            answers.fill(first, last, *hotline)
            fill(first, last, *city)
            small, large = small or measure(), measure()
    print(f"{connection.vendor}: {LARGE:,} notices, answers and articles against {SMALL:,}")  # noqa: T201
    for name in small:
        milliseconds, queries = large[name]
        ratio = milliseconds / small[name][0]
        print(f"{name:<28} {ratio:5.2f} ×   ({milliseconds:6.1f} ms, {queries} queries)")  # noqa: T201


if __name__ == "__main__":
    main()
