"""How the editors' desk bears a growing archive: its first page, calendar and record over 1,000 and 100,000 articles.

    .venv/bin/python bench/work_queue.py                  # SQLite, in a temporary folder
    DATABASE_URL=postgres://… .venv/bin/python bench/work_queue.py   # in a scratch database of that server

Of a thousand articles 990 are live; the others are drafts, in review, returned, scheduled and withdrawn, and a few
live ones have a proposed version, an override or a later review to come. Each article has three lines in the record.
What is printed are two ratios of medians. The first is for an archive a hundred times as long with the same work at
hand: 1.0 means that it costs an editor nothing. For the second there is also a hundred times as much work at hand.
"""

from datetime import timedelta

import scratch  # stands first: it sets Django up

# isort: split
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.utils import timezone

from articles.models import Article, Column
from editorial.models import Entry, Override, Proposal
from editorial.standing import moving

SMALL, LARGE = 1_000, 100_000
GROUPS = {"reporter": "记者", "second": "二审主任", "chief": "三审总编"}
# What of a thousand is not simply live, by the number that an article ends in.
AT_WORK = {
    0: {"state": "draft"},
    1: {"state": "draft", "is_returned": True},
    2: {"state": "in_review", "review_level": 1},
    3: {"state": "in_review", "review_level": 2},
    4: {"state": "in_review", "review_level": 2},
    5: {"state": "in_review", "review_level": 3},
    6: {"state": "draft"},
    7: {"state": "withdrawn", "withdrawn_reason": "事实有误"},
    8: {"state": "approved", "is_scheduled": True},
    9: {"state": "approved", "is_scheduled": True},
}
PROPOSED, ADOPTED, OVERRIDDEN, URGENT = range(500, 507), range(510, 530), range(600, 602), range(700, 701)


def furnish():
    """Make the newsroom that both archives share: people, and columns of which some keep silent."""
    people = {}
    for name, group in GROUPS.items():
        people[name] = get_user_model().objects.create_user(name, is_staff=True)
        people[name].groups.add(Group.objects.get(name=group))
    columns = [Column.objects.create(name=f"栏目{n}", order=n, expected_days=1 + n) for n in range(12)]
    return people, columns


def fill(chosen, people, columns):
    """Add the articles of the `chosen` numbers, the newest an hour old, 40 a day."""
    for start in range(0, len(chosen), 5_000):
        numbers = chosen[start : start + 5_000]
        with moving(*Article.WAY):  # their entries follow
            made = Article.objects.bulk_create(article(n, people["reporter"], columns) for n in numbers)
            numbered = list(zip(numbers, made, strict=True))
            proposals = Proposal.objects.bulk_create(
                proposal(n, item, people["reporter"]) for n, item in numbered if n % 1000 in {*PROPOSED, *ADOPTED}
            )
        Override.objects.bulk_create(
            Override(**about(item), code="mobile-number", digest="a" * 64, reason="本人同意", actor=people["chief"])
            for n, item in numbered
            if n % 1000 in OVERRIDDEN
        )
        Entry.objects.bulk_create(entry for item in made for entry in entries(item, people))
        Entry.objects.bulk_create(entry for made in proposals for entry in entries(made.item, people, made)[:2])
    scratch.look_again()


def is_at_hand(n):
    return n % 1000 in {*AT_WORK, *PROPOSED, *OVERRIDDEN, *URGENT}


def about(item):
    return {"content_type": ContentType.objects.get_for_model(Article), "object_id": item.pk}


def article(n, author, columns):
    now = timezone.now()
    fields = {"state": "approved", "needs_later_review": n % 1000 in URGENT, **AT_WORK.get(n % 1000, {})}
    moment = now - timedelta(hours=1, minutes=36 * n)
    if fields.pop("is_scheduled", False):
        moment = now + timedelta(hours=1 + n % 97)
    return Article(
        title=f"第{n}篇报道",
        body="<p>本报讯</p>",
        body_html="<p>本报讯</p>" * 20,
        author=author,
        column=columns[n % (len(columns) - 2)],
        publish_at=moment,
        withdrawn_at=now if fields["state"] == "withdrawn" else None,
        state_since=now - timedelta(minutes=n),
        version=1,
        **fields,
    )


def proposal(n, item, author):
    state = "adopted" if n % 1000 in ADOPTED else "in_review" if n % 2 else "draft"
    data = {"fields": {"title": item.title, "body": "本报讯" * 2000}, "links": {}, "rows": {}}
    fields = {"base": 1, "version": 1, "data": data, "is_minor": True, "review_level": 1 + n // 2 % 3}
    return Proposal(**about(item), state=state, author=author, **fields)


def entries(item, people, proposal=None):
    """What is on record about an item, or about a proposed version of it."""
    return [
        Entry(**about(item), proposal=proposal, title=item.title, action=action, level=1, actor=people[name], version=1)
        for action, name in (("save", "reporter"), ("submit", "reporter"), ("pass", "chief"))
        if (action, item.state) != ("pass", "in_review")
    ]


def pages():
    return {
        "queue, reporter": ("reporter", "/admin/"),
        "queue, second review": ("second", "/admin/"),
        "queue, final review": ("chief", "/admin/"),
        "calendar, this week": ("chief", "/admin/calendar/"),
        "record, page 1": ("chief", "/admin/editorial/entry/"),
        "record, one person": (
            "chief",
            f"/admin/editorial/entry/?person={get_user_model().objects.get(username='chief').pk}",
        ),
    }


def measure():
    """Return {page: (median milliseconds, queries)}."""
    figures = {}
    for name, (username, path) in pages().items():
        client = Client()
        client.force_login(get_user_model().objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
        assert client.get(path).status_code == 200  # noqa: S101
        figures[name] = scratch.page(client, path)
    return figures


def main():
    with scratch.database():
        newsroom = furnish()
        fill(range(SMALL), *newsroom)
        small = measure()
        fill([n for n in range(SMALL, LARGE) if not is_at_hand(n)], *newsroom)
        long = measure()
        fill([n for n in range(SMALL, LARGE) if is_at_hand(n)], *newsroom)
        busy = measure()
    print(f"{connection.vendor}: {LARGE:,} articles against {SMALL:,}")  # noqa: T201
    for name, (milliseconds, queries) in long.items():
        longer, busier = milliseconds / small[name][0], busy[name][0] / small[name][0]
        figures = f"({milliseconds:5.1f} and {busy[name][0]:5.1f} ms, {queries} queries)"
        print(f"{name:<22} {longer:5.2f} ×  {busier:5.2f} ×   {figures}")  # noqa: T201


if __name__ == "__main__":
    main()
