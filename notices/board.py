"""What readers look for on the board: a kind, a status, an authority, a place, the month in which it begins."""

from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from django.core.validators import slug_re
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from dates import months
from dates.days import midnight
from directory.choices import authorities_with, named, wide_places

from .choices import all_kinds
from .current import Current
from .models import Notice

LABELS = {
    "kind": _("kind"),
    "status": _("status"),
    "authority": _("authority"),
    "place": _("place"),
    "month": _("month"),
}
# The statuses in the order of the board. What was repealed stands with what has ended.
IN_FORCE, UPCOMING, OVER = "in_force", "upcoming", "over"
SHOWN = {IN_FORCE: 20, UPCOMING: 10, OVER: 10}  # of each, where no status is asked for
HEADINGS = {IN_FORCE: _("In force"), UPCOMING: _("Soon in force"), OVER: _("No longer in force")}
MOST_MONTHS = 120  # to choose from; an address may name an earlier one


@dataclass(frozen=True)
class Section:
    status: str
    heading: str
    notices: list
    more: str  # the address of all of them, where there are more


class Board:
    """The filters of an address, what there is to choose from, and how much of it is current.

    Four queries whatever is asked for, and one for each list. What the address asks for and
    there is not is named in `unknown`, and filters nothing.
    """

    def __init__(self, parameters):
        asked = {name: parameters.get(name, "") for name in LABELS}
        slugs = {name: slug if slug_re.match(slug) else "" for name, slug in asked.items()}
        self.kinds = all_kinds()
        self.authorities = authorities_with(Notice.objects.published().newest_first(), slugs["authority"])
        self.places = wide_places(slugs["place"])
        self.kind = named(slugs["kind"], self.kinds)
        self.authority = named(slugs["authority"], self.authorities)
        self.place = named(slugs["place"], self.places)
        self.month = months.read(asked["month"])
        self.status = asked["status"] if asked["status"] in HEADINGS else None
        self.unknown = [LABELS[name] for name, text in asked.items() if text and not getattr(self, name)]
        self.current = Current(self._there_and_then(Notice.objects.all()), self.kind, self.authority)

    def notices(self, status):
        """The public notices of `status` that were asked for, in the order of the board."""
        by_status = {
            IN_FORCE: lambda: Notice.objects.in_force().most_pressing_first(),
            UPCOMING: lambda: Notice.objects.upcoming().order_by("begins_at", "pk"),
            OVER: lambda: Notice.objects.over().order_by("-over_at", "-pk"),
        }
        notices = self._there_and_then(by_status[status]())
        if self.kind:
            notices = notices.filter(kind=self.kind)
        if self.authority:
            notices = notices.filter(authority=self.authority)
        return notices.listed()

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
                more = _query({**self.parameters, "status": status}) if len(found) > most else ""
                yield Section(status, HEADINGS[status], found[:most], more)

    @property
    def parameters(self):
        """The filters as an address holds them."""
        slugs = {"kind": self.kind, "authority": self.authority, "place": self.place}
        found = {name: thing.slug for name, thing in slugs.items() if thing}
        if self.status:
            found["status"] = self.status
        return {**found, "month": f"{self.month:%Y-%m}"} if self.month else found

    @property
    def query(self):
        """The end of the board's own address."""
        return _query(self.parameters)

    @property
    def words(self):
        """The filters as a heading names them."""
        return " · ".join(text for _name, text in self._chosen)

    @property
    def chips(self):
        """(label, what is chosen, the address without it) for every filter."""
        for name, text in self._chosen:
            rest = {other: value for other, value in self.parameters.items() if other != name}
            yield LABELS[name], text, _query(rest) or "?"

    @property
    def _chosen(self):
        chosen = {"kind": self.kind, "status": self.status and HEADINGS[self.status], "authority": self.authority}
        chosen |= {"place": self.place, "month": self.month and date_format(self.month, "Y年n月")}
        return [(name, str(thing)) for name, thing in chosen.items() if thing]

    @property
    def statuses(self):
        """(status, what it is called, how many in words or nothing, its address beside the other filters)."""
        numbers = dict(zip(SHOWN, self.current.by_status, strict=False))
        for status, heading in HEADINGS.items():
            yield status, heading, numbers.get(status, ""), _query({**self.parameters, "status": status})

    @property
    def any_status(self):
        """The address of all statuses beside the other filters."""
        return _query({name: value for name, value in self.parameters.items() if name != "status"}) or "?"

    @property
    def counted_kinds(self):
        """(kind, how many are current in words) for every kind."""
        return [(kind, self.current.by_kind.get(kind.pk, "")) for kind in self.kinds]

    @property
    def counted_authorities(self):
        numbers = self.current.by_authority
        return [(authority, numbers.get(authority.pk, "")) for authority in self.authorities]

    @cached_property
    def months(self):
        """The first days of the months in which notices begin, the newest first; the one asked for is among them."""
        offered = {self.month} if self.month else set()
        if self.kinds and self.kinds[0].first_begin:
            first, month = (timezone.localdate(moment).replace(day=1) for moment in self._begins)
            while month >= first and len(offered) < MOST_MONTHS:
                offered.add(month)
                month = months.before(month)
        return sorted(offered, reverse=True)

    @property
    def _begins(self):
        return self.kinds[0].first_begin, self.kinds[0].last_begin


def _query(parameters):
    return f"?{urlencode(parameters)}" if parameters else ""
