"""Periods and changes of notices in words, as the paper prints them: 11月30日22:00至12月1日6:00.

A year is named where it is not the current one. A minute is named only where one was typed, and then at both
ends. Midnight is 0:00 at the beginning of a day and 24:00 at its end.
"""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from .chains import AT_ONCE, Relation
from .models import Kind

FORTNIGHT = 14  # days; in a longer period weekdays say nothing
# Without an end, these hold “until further notice”. Any other notice without an end holds from its day “on”.
Nature = Kind.Nature
TEMPORARY = {Nature.OUTAGE, Nature.TRAFFIC, Nature.EMERGENCY}
# These are told without a moment, because they hold since readers know of them.
SAID_PLAINLY = {
    Relation.EXTENDS: gettext_lazy("Extended by {notice}."),
    Relation.CORRECTS: gettext_lazy("Corrected by {notice}."),
    Relation.RESULT: gettext_lazy("The result has been published: {notice}."),
}


@dataclass(frozen=True)
class _Span:
    """A period as readers are told it: days, and a minute of each or None. Without a last day: until further notice."""

    first: date
    first_minute: time | None
    last: date | None
    last_minute: time | None

    @property
    def is_by_the_minute(self):
        return self.first_minute is not None or self.last_minute is not None

    @property
    def start_minute(self):
        return _minute(self.first_minute) or "0:00"

    @property
    def end_minute(self):
        return _minute(self.last_minute) or "24:00"


def period_words(notice):
    """Return the period of `notice` in few words, for a list. It ends at the real end, if that is known."""
    span = _told(notice)
    first, last, start = span.first, span.last, _day(span.first)
    if last is None:
        return _open_ended(notice, start + _minute(span.first_minute))
    if span.is_by_the_minute:
        end = "" if first == last else _day(last, after=first)
        return _to(start + span.start_minute, end + span.end_minute)
    if first == last:
        return start
    same_month = (first.year, first.month) == (last.year, last.month)
    return _to(start, f"{last.day}日" if same_month else _day(last, after=first))


def when_words(notice):
    """Return the period of `notice` in full, as its box says it: 11月30日（周一）22:00至次日6:00.

    Where another notice ends it before its time, the announced end is added.
    """
    span = _told(notice)
    if span == _announced(notice) or notice.is_open_ended:
        return _in_full(notice, span)
    return _instead_of(_in_full(notice, span), notice)


def when_told(notice):
    """Return when `notice` holds, in the words of its issuer, or else in words made from its dates."""
    if not notice.when:
        return when_words(notice)
    if _told(notice) == _announced(notice):
        return notice.when
    return _("%(when)s (until %(moment)s)") % {"when": notice.when, "moment": _moment(notice.over)}


def end_words(notice):
    """Return in full when `notice` ends, or ended because of another notice, as far as readers may know."""
    if notice.over == notice.over_by_itself:
        return _announced_end(notice)
    if notice.is_open_ended:
        return _moment(notice.over)
    return _instead_of(_moment(notice.over), notice)


def change_moment(notice):
    """Return when the next one takes over from `notice`: the day, and the minute where it is not midnight.

    For an early end the minute is named even at midnight, because a day alone could mean its end. Return an empty
    string where nothing takes over.
    """
    if not notice.known_takeover:
        return ""
    moment = timezone.localtime(notice.known_takeover)
    is_whole_day = moment.time() == time() and notice.next_relation != Relation.ENDS_EARLY
    return _day(moment.date()) + ("" if is_whole_day else _minute(moment.time()))


def change_sentence(notice):
    """Return what the next in the chain, a public one, does to `notice`, with gaps for {notice} and {moment}.

    Return an empty string where it does nothing, because it was itself taken back before its day.
    """
    if notice.next_relation in SAID_PLAINLY:
        return SAID_PLAINLY[notice.next_relation]
    if not notice.known_takeover:
        return ""
    if notice.known_takeover > timezone.now():
        return {
            Relation.REPLACES: _("From {moment} on, {notice} takes its place."),
            Relation.REPEALS: _("From {moment} on, it is repealed by {notice}."),
            Relation.ENDS_EARLY: _("{notice} will end it early, at {moment}."),
        }[notice.next_relation]
    return {
        Relation.REPLACES: _("Replaced by {notice} from {moment} on."),
        Relation.REPEALS: _("Repealed by {notice} from {moment} on."),
        Relation.ENDS_EARLY: _("Ended early by {notice} at {moment}."),
    }[notice.next_relation]


def _announced(notice):
    return _Span(notice.effective_from, notice.effective_from_time, notice.effective_until, notice.effective_until_time)


def _told(notice):
    """Return the _Span of `notice` to its real end, if another notice ends it before its time.

    A notice that is extended or corrected keeps its own period: where it ends, better words begin.
    """
    span = _announced(notice)
    if notice.next_relation in AT_ONCE or not notice.begins < notice.over < notice.over_by_itself:
        return span
    over = timezone.localtime(notice.over)
    if over.time() == time():
        return replace(span, last=over.date() - timedelta(days=1), last_minute=None)
    return replace(span, last=over.date(), last_minute=over.time().replace(second=0, microsecond=0))


def _in_full(notice, span):
    first, last = span.first, span.last
    if last is None:
        start = _day(first) + (_weekday(first) if notice.kind.nature in TEMPORARY else "")
        return _open_ended(notice, start + _minute(span.first_minute))
    named = (last - first).days < FORTNIGHT
    start = _day(first) + (_weekday(first) if named else "")
    end = _day(last, after=first) + (_weekday(last) if named else "")
    if not span.is_by_the_minute:
        return _("%(day)s, all day") % {"day": start} if first == last else _to(start, end)
    if (last - first).days < 2:
        end = _("the next day ") if first != last else ""
    return _to(start + span.start_minute, end + span.end_minute)


def _instead_of(words, notice):
    return _("%(moment)s (as announced: %(named)s)") % {"moment": words, "named": _announced_end(notice)}


def _announced_end(notice):
    if notice.is_open_ended:
        return _("no end named")
    return date_format(notice.effective_until, "Y年n月j日") + _announced(notice).end_minute


def _moment(moment):
    local = timezone.localtime(moment)
    return date_format(local, "Y年n月j日") + _minute(local.time())


def _open_ended(notice, start):
    if notice.kind.nature in TEMPORARY:
        return _("from %(start)s until further notice") % {"start": start}
    return _("from %(start)s on") % {"start": start}


def _to(start, end):
    return _("%(start)s to %(end)s") % {"start": start, "end": end}


def _day(day, after=None):
    """Return the day in words. Its year is named unless it is that of `after` or, without `after`, the current one."""
    known = after.year if after else timezone.localdate().year
    return date_format(day, "n月j日" if day.year == known else "Y年n月j日")


def _weekday(day):
    return f"（周{'一二三四五六日'[day.weekday()]}）"


def _minute(minute):
    return f"{minute.hour}:{minute.minute:02}" if minute is not None else ""
