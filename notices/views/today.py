"""今天我家附近: what holds at one place today, and in the week to come. The address remembers the place."""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.core.validators import slug_re
from django.db.models import Q
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from dates.days import midnight
from dates.period_status import Status
from directory.models import Place
from web.freshness import changes_at

from ..calendar.calendar_days import told_anew
from ..calendar.embargo import Embargo
from ..models import Notice

MOST = 30  # in each list; the board has the rest
DAYS_AHEAD = 7
LASTING = timedelta(days=7)
HEADINGS = {
    "now": _("In force now"),
    "later": _("Begins later today"),
    "ahead": _("In the next seven days"),
    "over": _("Was over today"),
    "lasting": _("In force all the time"),
}


@require_safe
def today(request):
    """The page for the place with the slug `?place=`. Without a place, the choice of one."""
    asked = request.GET.get("place", "")
    places = list(_places_to_choose(asked if slug_re.match(asked) else ""))
    place = next((place for place in places if asked and place.slug == asked), None)
    page = NearHome(place) if place else None
    changes_at(request, *(page.changes() if page else ()))
    wide = [place for place in places if place.kind <= Place.Kind.STREET]
    narrower = [other for other in places if place and other.parent_id == place.pk]
    context = {
        "page": page,
        "place": place,
        "wide": wide,
        "narrower": narrower,
        "is_unknown": bool(asked and not place),
    }
    return render(request, "notices/today.html", context)


def _places_to_choose(slug):
    """Return districts and streets, and the place with this `slug` with the places directly in it."""
    wanted = Q(kind__lte=Place.Kind.STREET) | Q(slug=slug) | Q(parent__slug=slug)
    return Place.objects.filter(wanted).with_parents().order_by("path")


@dataclass(frozen=True)
class NearHomeSection:
    """One list of the page. `is_cut` says that there are more notices than these."""

    name: str
    heading: str
    notices: list
    is_cut: bool | None


class NearHome:
    """What holds at `place` today, and what begins there within DAYS_AHEAD; three queries.

    A notice that was corrected or extended is shown only in its new words.
    """

    def __init__(self, place):
        self.query = f"?place={place.slug}"  # the end of its address, in either edition
        self.now, self.today = timezone.now(), timezone.localdate()
        self.tomorrow = midnight(self.today + timedelta(days=1))
        here = Notice.objects.concerning(place).exclude(told_anew()).listed()
        soonest_over = here.during(midnight(self.today), self.tomorrow).order_by("over_at", "pk")
        end = midnight(self.today + timedelta(days=1 + DAYS_AHEAD))
        to_come = here.during(self.tomorrow, end).filter(begins_at__gte=self.tomorrow).order_by("begins_at", "pk")
        self._today, self._ahead = list(soonest_over[: MOST + 1]), list(to_come[: MOST + 1])
        self.next_publication = Embargo().next_publication

    @cached_property
    def sections(self):
        """The lists that hold anything: now in force, later today, the next days, over today, in force all the time."""
        now = sorted(self._with(Status.IN_FORCE), key=lambda notice: -notice.level)
        lists = {
            "now": [notice for notice in now if not self._lasts(notice)],
            "later": self._with(Status.UPCOMING),
            "ahead": self._ahead[:MOST],
            "over": [notice for notice in self._with(Status.ENDED, Status.REPEALED) if notice.over > notice.begins],
            "lasting": [notice for notice in now if self._lasts(notice)],
        }
        # What was cut off is over last. So it belongs to what lasts, or else to what holds now or will hold.
        last = next((name for name in ("lasting", "later", "now", "over") if lists[name]), None)
        are_cut = {last: len(self._today) > MOST, "ahead": len(self._ahead) > MOST}
        return [
            NearHomeSection(name, HEADINGS[name], found, are_cut.get(name)) for name, found in lists.items() if found
        ]

    @property
    def is_quiet(self):
        """Whether nothing is on today except what has held for long and goes on."""
        return all(section.name in {"ahead", "lasting"} for section in self.sections)

    def changes(self):
        """The moments at which the page changes by the clock alone."""
        shown = [notice.next_change(self.now) for notice in [*self._today, *self._ahead]]
        return [self.next_publication, self.tomorrow, *shown]

    def _with(self, *statuses):
        return [notice for notice in self._today[:MOST] if notice.status_at(self.now) in statuses]

    def _lasts(self, notice):
        """Whether it is nothing special to today: it has held for LASTING and will hold for LASTING."""
        return self.now - notice.begins > LASTING and notice.over - self.now > LASTING
