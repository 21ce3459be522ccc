"""Notices on their way, as tests need them: passed by one reviewer, at moments of a day in November."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from editorial.rules import Action
from notices import chains
from notices.models import Notice
from portal.testing import make_notice

CITY = ZoneInfo("Asia/Shanghai")
DAY = date(2026, 11, 22)


def at(hour=0, minute=0, day=22):
    """A moment of November 2026 by the city's clock."""
    return datetime(2026, 11, 1, hour, minute, tzinfo=CITY) + timedelta(days=day - 1)


def draft(author, title="桃花新村停水", follows=None, relation="", **fields):
    """A draft of `author`, put behind `follows` where one is given, in a first version."""
    unpublished = {"state": Notice.State.DRAFT, "publish_at": None}
    notice = make_notice(title, author, **{"issued_on": DAY, "effective_from": DAY, **unpublished, **fields})
    if follows:
        chains.join(notice, follows, relation)
    notice.keep_version(author)
    return notice


def publish(notice, author, reviewer):
    """Send `notice` in and pass it; one review is enough (see the fixture one_review)."""
    notice.decide(Action.SUBMIT, author)
    notice.decide(Action.PASS, reviewer)
    return fresh(notice)


def withdraw(notice, reviewer, reason="计划有变"):
    fresh(notice).decide(Action.WITHDRAW, reviewer, reason)
    return fresh(notice)


def fresh(notice):
    return Notice.objects.get(pk=notice.pk)


def in_force():
    """The titles of what is in force now, by the list."""
    return sorted(Notice.objects.in_force().values_list("title", flat=True))
