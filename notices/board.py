"""How readers narrow the board: by kind, status, authority, place and the month in which a notice begins."""

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext_lazy as _

from dates import months
from dates.days import midnight
from directory.list_filter import query_of

from .choices import NoticeFilter
from .current import Current
from .models import Notice

# The statuses in the order of the board. Repealed notices are listed with those that have ended.
IN_FORCE, UPCOMING, OVER = "in_force", "upcoming", "over"
SHOWN = {IN_FORCE: 20, UPCOMING: 10, OVER: 10}  # the most that are shown of each status, where no status is asked for
HEADINGS = {IN_FORCE: _("In force"), UPCOMING: _("Soon in force"), OVER: _("No longer in force")}
MOST_MONTHS = 120  # to choose from; an address may name an earlier one


@dataclass(frozen=True)
class Section:
    status: str
    heading: str
    notices: list
    more: str  # the address of all of them, where there are more


class Board(NoticeFilter):
    """The filters of an address, what there is to choose from, and how many of the notices are current.

    Four queries whatever is asked for, and one more for each list.
    """

    LABELS = {
        "kind": _("kind"),
        "status": _("status"),
        "authority": _("authority"),
        "place": _("place"),
        "month": _("month"),
    }

    def __init__(self, parameters):
        super().__init__(parameters)
        self.current = Current(self._there_and_then(Notice.objects.all()), self.kind, self.authority)

    def read(self, asked):
        self.status = asked["status"] if asked["status"] in HEADINGS else None

    def words_of(self, name):
        return self.status and HEADINGS[self.status] if name == "status" else super().words_of(name)

    def notices(self, status):
        """The public notices of `status` that were asked for, in the order of the board."""
        by_status = {
            IN_FORCE: lambda: Notice.objects.in_force().most_pressing_first(),
            UPCOMING: lambda: Notice.objects.upcoming().order_by("begins_at", "pk"),
            OVER: lambda: Notice.objects.over().order_by("-over_at", "-pk"),
        }
        return self.of_whom(self._there_and_then(by_status[status]())).listed()

    def _there_and_then(self, notices):
        if self.place:
            notices = notices.concerning(self.place)
        if self.month:
            first, after = midnight(self.month), midnight(months.after(self.month))
            notices = notices.filter(begins_at__gte=first, begins_at__lt=after)
        return notices

    @property
    def sections(self):
        """A Section for every status that has any notices."""
        for status, most in SHOWN.items():
            if found := list(self.notices(status).rows(0, most + 1)):
                more = query_of({**self.parameters, "status": status}) if len(found) > most else ""
                yield Section(status, HEADINGS[status], found[:most], more)

    @property
    def chips(self):
        """Yield (label, what is chosen, the address without it) for every filter that is used."""
        for name, words in self.chosen:
            yield self.LABELS[name], words, self.query_without(name)

    @property
    def statuses(self):
        """Yield (status, its heading, how many in words or "", its address with the other filters)."""
        numbers = dict(zip(SHOWN, self.current.by_status, strict=False))
        for status, heading in HEADINGS.items():
            yield status, heading, numbers.get(status, ""), query_of({**self.parameters, "status": status})

    @property
    def any_status(self):
        """The address of all statuses, with the other filters."""
        return self.query_without("status")

    @property
    def counted_kinds(self):
        """[(kind, how many of it are current, in words)] for every kind."""
        return [(kind, self.current.by_kind.get(kind.pk, "")) for kind in self.kinds]

    @property
    def counted_authorities(self):
        numbers = self.current.by_authority
        return [(authority, numbers.get(authority.pk, "")) for authority in self.authorities]

    @cached_property
    def months(self):
        """The months in which notices begin."""
        first, last = map(months.month_of, self.begins) if self.begins else (None, None)
        return self.months_between(first, last, MOST_MONTHS)
