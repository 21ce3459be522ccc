"""What results can be narrowed by, as readers see it: the values that some results have, and those that are chosen."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from declarations.findable import kinds

from ..core.finding import FACETS
from .address import NUMBER

LABELS = {
    "kind": pgettext_lazy("facet", "Kind"),
    "column": pgettext_lazy("facet", "Column"),
    "place": _("Place"),
    "authority": _("Authority"),
    "year": pgettext_lazy("facet", "Year"),
}
NAMED = ("column", "place", "authority")  # facets whose values are keys of things that are found under their names
SHOWN, MOST = 8, 32  # values of a facet: shown at once, and offered at all


@dataclass(frozen=True)
class Choice:
    name: str
    count: int
    address: str


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    choices: list

    @property
    def first(self):
        return self.choices[:SHOWN]

    @property
    def more(self):
        return self.choices[SHOWN:]


@dataclass(frozen=True)
class Chip:
    """A value that is chosen. `address` asks for everything but this value.

    An empty `name` says that there is no such value.
    """

    label: str
    name: str
    address: str


class Facets:
    """The facets of `found`, for which `asked` has asked.

    The names of their values are known only once the caller has set `entries` to the entries that `named` tells.
    """

    def __init__(self, asked, found):
        self.asked = asked
        self.values = {facet: _offered(facet, found.counts.get(facet, {}), len(found.keys)) for facet in FACETS}
        self.entries = []

    @property
    def named(self):
        """A Q for the entries that have the names of all values."""
        wanted = Q(pk__in=())
        for facet in NAMED:
            keys = [key for key, _count in self.values[facet]]
            chosen = self.asked.chosen.get(facet, "")
            keys += [int(chosen)] if NUMBER.fullmatch(chosen) else []
            wanted |= Q(kind=facet, object_id__in=keys)
        return wanted

    @cached_property
    def offered(self):
        """The Facets by which the results can be narrowed."""
        facets = [Facet(facet, LABELS[facet], list(self._choices(facet))) for facet in FACETS]
        return [facet for facet in facets if facet.choices]

    @cached_property
    def chips(self):
        return [
            Chip(LABELS[facet], self._name(facet, value), self.asked.address(**{facet: None}))
            for facet, value in self.asked.chosen.items()
        ]

    @property
    def unknown(self):
        """The labels of the facets whose chosen value does not exist."""
        return [chip.label for chip in self.chips if not chip.name]

    def _choices(self, facet):
        for value, count in self.values[facet]:
            if name := self._name(facet, value):
                yield Choice(name, count, self.asked.address(**{facet: value}))

    def _name(self, facet, value):
        if facet == "kind":
            return kinds().get(value, "")
        if facet == "year":
            return _("the year %(number)s") % {"number": value} if NUMBER.fullmatch(str(value)) else ""
        return self._names.get((facet, str(value)), "")

    @cached_property
    def _names(self):
        return {(entry.kind, str(entry.object_id)): entry.title for entry in self.entries}


def _offered(facet, counts, total):
    """Return (value, count) for those values of `facet` that not all results have, MOST at most.

    The newest years come first; of other facets, the most frequent values.
    """
    narrowing = [(value, count) for value, count in counts.items() if count < total]
    order = (lambda pair: -pair[0]) if facet == "year" else (lambda pair: -pair[1])
    return sorted(narrowing, key=order)[:MOST]
