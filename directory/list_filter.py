"""What the address of a list narrows it by: an authority, a place, a month, and filters of the list's own."""

from urllib.parse import urlencode

from django.core.validators import slug_re
from django.db.models import OuterRef, Q, Subquery
from django.utils.formats import date_format

from dates import months

from .models import Authority, Place


class ListFilter:
    """The filters of an address, and what there is to choose from.

    It takes two queries, and those of `others`, whatever is asked for. Each filter is an attribute: `authority`,
    `place`, those of `others`, and `month` (its first day) where LABELS has one. The attribute is None where nothing
    was asked for. Where the address asks for something that does not exist, nothing is filtered, and its label is in
    `unknown`.
    """

    LABELS = {}  # {name of a filter: what readers call it}, in the order of a heading

    def __init__(self, parameters):
        asked = {name: parameters.get(name, "") for name in self.LABELS}
        slugs = {name: text if slug_re.match(text) else "" for name, text in asked.items()}
        self.authorities = authorities_with(self.public_items(), slugs["authority"])
        self.places = wide_places(slugs["place"])
        owners = {**self.others(), "authority": self.authorities}
        for name, things in {**owners, "place": self.places}.items():
            setattr(self, name, named(slugs[name], things))
        self.owners = {name: getattr(self, name) for name in owners if getattr(self, name)}
        self.month = months.read(asked.get("month", ""))
        self.read(asked)
        self.unknown = [self.LABELS[name] for name, text in asked.items() if text and not getattr(self, name)]

    def public_items(self):
        """Return a queryset of what the list holds, the newest first. Its authorities can be chosen."""
        raise NotImplementedError

    def others(self):
        """Return {name of a filter: things with a slug} for the filters of this list's own."""
        return {}

    def read(self, asked):
        """Read those filters whose values are not things with a slug. `asked` is {name: text in the address}."""

    def of_whom(self, items):
        """Return those of `items` that are of the authority, and of what else is asked for in `others`."""
        return items.filter(**self.owners)

    @property
    def parameters(self):
        """The filters as an address holds them."""
        found = {name: getattr(self, name) for name in self.LABELS if getattr(self, name)}
        things = {name: thing.slug for name, thing in found.items() if hasattr(thing, "slug")}
        texts = {name: text for name, text in found.items() if name not in {*things, "month"}}
        month = {"month": f"{self.month:%Y-%m}"} if self.month else {}
        return {**things, **texts, **month}

    @property
    def query(self):
        """The query string of these filters, or an empty text where nothing was asked for."""
        return query_of(self.parameters)

    def query_without(self, name):
        """Return the query string of these filters without the one called `name`."""
        return query_of({other: value for other, value in self.parameters.items() if other != name}) or "?"

    @property
    def chosen(self):
        """(name, what is chosen in words) for every filter that is in use."""
        found = {name: self.words_of(name) for name in self.LABELS}
        return [(name, str(words)) for name, words in found.items() if words]

    def words_of(self, name):
        """Return what the filter `name` is set to, as a heading names it; nothing where it is not in use."""
        if name == "month":
            return self.month and date_format(self.month, "Y年n月")
        return getattr(self, name)

    @property
    def words(self):
        """The filters as a heading names them."""
        return " · ".join(words for _name, words in self.chosen)

    def months_between(self, first, last, most=None):
        """Return the months from the day `first` to the day `last`, both included, the newest first.

        A month is its first day. At most `most` are returned, the newest ones. The month that was asked for is always
        among them. Without a `first` it is the only one.
        """
        others = [month for month in months.between(first, last) if month != self.month] if first else []
        asked = [self.month] if self.month else []
        return sorted([*asked, *others[: most and most - len(asked)]], reverse=True)


def query_of(parameters):
    return f"?{urlencode(parameters)}" if parameters else ""


def wide_places(asked):
    """Return all districts and streets, and the place with the slug `asked`, however narrow it is.

    All places of a city would be a long list.
    """
    return list(Place.objects.filter(Q(kind__lte=Place.Kind.STREET) | Q(slug=asked)))


def authorities_with(items, asked):
    """Return the authorities that any of `items` belongs to, and the one with the slug `asked`.

    `items` must be in the order of the index by authority, so that for each authority one item is looked up. If
    PostgreSQL is asked whether there is any (EXISTS), it reads all items for every authority that has none.
    """
    first = items.filter(authority=OuterRef("pk")).values("pk")[:1]
    return list(Authority.objects.alias(any_item=Subquery(first)).filter(Q(any_item__isnull=False) | Q(slug=asked)))


def named(slug, things):
    """Return the one of `things` with this `slug`, or None."""
    return next((thing for thing in things if slug and thing.slug == slug), None)
