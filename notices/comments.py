"""Objections and comments: the period for them, what readers are told of it, and the result.

The desk that takes them is in `comment_desks`.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, ngettext

from dates.days import last_day, midnight
from questions.models import Desk

from . import chains

DAY = timedelta(days=1)


@dataclass(frozen=True)
class CommentPeriod:
    """From the beginning of the day `first` to the end of the day `last`."""

    first: date
    last: date

    @property
    def begins(self):
        return midnight(self.first)

    @property
    def over(self):
        return midnight(self.last + DAY)


@dataclass(frozen=True)
class CommentsStanding:
    """What the page of a notice says about comments at one moment.

    `awaits_result` is true where the period has run to its end and there is no result yet. `desk` takes comments
    now. `later` is the notice of the chain whose period counts instead. `result` is the notice that tells the
    result. Each of these three may be None.
    """

    period: CommentPeriod | None
    countdown: str
    is_over: bool = False
    awaits_result: bool = False
    desk: Desk | None = None
    later: object = None
    result: object = None


def period_of(notice, now):
    """Return the CommentPeriod of `notice`, as far as readers know at the moment `now`, or None.

    A notice that took its place has ended the period too. Whether that notice has a period of its own is not told
    here.
    """
    if not notice.comments_until:
        return None
    first, last = notice.comments_from, notice.comments_until
    if notice.taken_over_at and notice.taken_over_at <= now:
        last = min(last, last_day(notice.taken_over_at))
    return CommentPeriod(min(first, last), last)


def countdown(notice, now):
    """Return in words how much of the period of `notice` is left at the moment `now`; "" where it has none."""
    period, today = period_of(notice, now), timezone.localdate(now)
    if period is None:
        return ""
    if period.last < today or _is_taken_over(notice, now):
        return _("the period is over")
    if today < period.first:
        return _("begins on %(day)s") % {"day": _day(period.first, today)}
    left = (period.last - today).days
    if left == 0:
        return _("closes today, at midnight")
    words = ngettext("%(count)d day left (to the end of %(day)s)", "%(count)d days left (to the end of %(day)s)", left)
    return words % {"count": left, "day": _day(period.last, today)}


def next_change(notice, now):
    """Return the next known moment after `now` at which `countdown` says something else, or None."""
    period = period_of(notice, now)
    if period is None or period.over <= now or _is_taken_over(notice, now):
        return None
    change = period.begins if now < period.begins else midnight(timezone.localdate(now) + DAY)
    return min(change, notice.taken_over_at or change)


def standing(notice, chain, now):
    """Return the CommentsStanding of `notice` in its `chain`, or None where it asks for no comments.

    `chain` is what `chains.chain_of` returns.
    """
    if not (notice.comments_until or notice.comments_how):
        return None
    period = period_of(notice, now)
    if period is None:
        return CommentsStanding(None, "")
    later = list(_later(notice, chain))
    is_over = period.over <= now or _is_taken_over(notice, now)
    result = next((one for one in later if one.relation == chains.Relation.RESULT), None)
    desk = notice.desk if period.begins <= now and not is_over and notice.is_live else None
    return CommentsStanding(
        period,
        countdown(notice, now),
        is_over=is_over,
        awaits_result=period.over <= now and period.last == notice.comments_until and result is None,
        desk=desk if desk and desk.is_open else None,
        later=next((one for one in reversed(later) if one.comments_until), None),
        result=result,
    )


def _later(notice, chain):
    while notice := chains.follower_of(notice, chain):
        yield notice


def _is_taken_over(notice, now):
    return notice.taken_over_at is not None and notice.taken_over_at <= now


def _day(day, today):
    return date_format(day, "n月j日" if day.year == today.year else "Y年n月j日")
