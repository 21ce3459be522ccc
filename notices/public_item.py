"""What a notice says to the world."""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cached_property

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from dates.period_status import Status
from editorial.public_item import PublicItem

from .models import Fact, Notice
from .period import FOREVER
from .period_words import period_words, when_told

PASSING = {Status.UPCOMING, Status.IN_FORCE}


class PublicNotice(PublicItem):
    model = Notice
    html_template = "notices/_notice_in_feed.html"
    item: Notice

    @cached_property
    def licence(self) -> str:
        return licence()

    @cached_property
    def section(self) -> str:
        return self.item.kind.name

    # What it says

    @cached_property
    def summary(self) -> str:
        """The notice in one line. It begins with the status only where that is final.

        A program may show what it fetched long ago.
        """
        sentence = _("%(kind)s, %(authority)s. Period: %(period)s.") % {
            "kind": self.section,
            "authority": self.authority,
            "period": self.period,
        }
        over = "" if self.status in PASSING else _("%(status)s. ") % {"status": self.status.label}
        return f"{over}{sentence}{self.item.who}"

    @cached_property
    def description(self) -> str:
        """Who issued it, when it holds, whom it concerns. Its page says beside it whether it holds."""
        return "　".join(part for part in (self.source, self.period, self.item.who) if part)

    @cached_property
    def box(self) -> list[str]:
        """What it means for whom it concerns, line by line."""
        lines = [self.item.who, self.when, self.item.where, *self.item.what_to_do.splitlines()]
        return [line for line in lines if line]

    @cached_property
    def facts(self) -> list[Fact]:
        return list(self.item.facts.all())

    @property
    def told_facts(self) -> list[Fact] | None:
        """The same, where there are any. Those of a withdrawn notice are not told again."""
        return None if self.withdrawn else self.facts or None

    @cached_property
    def words(self) -> Sequence[str]:
        item = self.item
        box = [item.who, item.when, item.where, item.what_to_do]
        facts = [words for fact in self.facts for words in (fact.label, fact.value)]
        before = [item.document_number, item.index_number, self.section, *box]
        # The names of the authority come first, then those of the places.
        names = [item.authority.name, item.authority.short_name, *(place.name for place in self.places)]
        notes = [item.comments_how, item.chain_note, item.hotline_note]
        return [*before, *names, self.text, *facts, *notes, *map(str, item.attachments.all())]

    @cached_property
    def follows(self) -> str:
        """The index number of the notice before it."""
        return self.item.follows.index_number if self.item.follows else ""

    # From when until when, so far as readers may know at `at`

    @cached_property
    def begins(self) -> datetime:
        return self.item.begins

    @cached_property
    def over(self) -> datetime | None:
        return None if self.item.over == FOREVER else self.item.over

    @cached_property
    def period(self) -> str:
        return period_words(self.item)

    @cached_property
    def when(self) -> str:
        """The period in full."""
        return when_told(self.item)

    @cached_property
    def effective_from(self) -> date:
        return _bound(self.item.effective_from, self.item.effective_from_time)

    @cached_property
    def effective_until(self) -> date | None:
        return self.item.effective_until and _bound(self.item.effective_until, self.item.effective_until_time)

    @cached_property
    def status(self) -> Status:
        return self.item.status_at(self.at)

    @cached_property
    def next_change(self) -> datetime | None:
        return self.item.next_change(self.at)

    @cached_property
    def told(self) -> datetime:
        """Another notice that has taken its place is told by it too."""
        taken_over = self.item.taken_over_at
        return max(super().told, taken_over) if taken_over and taken_over <= self.at else super().told


def licence() -> str:
    """What anybody may do with what is told of notices."""
    return _(
        "Free for everybody to use, copy and pass on, with the name “%(newspaper)s” and the index number of the "
        "notice. The notices themselves are those of who issues them."
    ) % {"newspaper": settings.NEWSPAPER["name"]}


def _bound(day: date, minute: time | None) -> date:
    """Return the day, or the moment in it if there is a `minute`."""
    return day if minute is None else timezone.make_aware(datetime.combine(day, minute))
