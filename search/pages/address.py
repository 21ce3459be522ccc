"""What the address of the search page asks for, and the addresses of what else can be asked for."""

import re
from urllib.parse import urlencode

from declarations.findable import kinds
from text.control_characters import CONTROL_CHARACTERS
from text.numbers import MOST_DIGITS

from ..core import finding
from ..core.finding import FACETS, NEWEST, RELEVANCE, Found
from ..core.query import LONGEST, parse

NUMBER = re.compile(rf"[1-9][0-9]{{0,{MOST_DIGITS - 1}}}")
LONGEST_VALUE = 20  # characters; no real value has more


class Asked:
    """What an address asks for: words, an order, and for each facet at most one value. No address is an error.

    `chosen` is {facet: value}, with values as text.
    """

    def __init__(self, parameters):
        given = {name: CONTROL_CHARACTERS.sub("", parameters.get(name, "")).strip() for name in ("q", "sort", *FACETS)}
        self.typed = given["q"][:LONGEST]
        self.query = parse(given["q"])
        self.order = NEWEST if given["sort"] == NEWEST else RELEVANCE
        self.chosen = {facet: given[facet][: LONGEST_VALUE + 1] for facet in FACETS if given[facet]}

    @property
    def is_possible(self):
        """Whether there can be something that has all the values that are chosen."""
        return all(
            value in kinds() if facet == "kind" else NUMBER.fullmatch(value) for facet, value in self.chosen.items()
        )

    def find(self):
        if not self.is_possible:
            return Found(self.query)
        return finding.find(self.query, [f"{facet}_{value}" for facet, value in self.chosen.items()], self.order)

    @property
    def parameters(self):
        """The parameters of the address, always in one order. The usual order of results is left out."""
        order = {} if self.order == RELEVANCE else {"sort": self.order}
        return {"q": self.typed, **self.chosen, **order}

    def address(self, **others):
        """Return the query string that asks for `others` too, or in place of its own values.

        A value of None takes the parameter out.
        """
        asked = {**self.parameters, **others}
        return f"?{urlencode({name: value for name, value in asked.items() if value is not None})}"

    @property
    def by_relevance(self):
        return self.address(sort=None)

    @property
    def by_date(self):
        return self.address(sort=NEWEST)

    @property
    def is_by_date(self):
        return self.order == NEWEST

    @property
    def anywhere(self):
        """The address of the same words without any condition."""
        return self.address(**dict.fromkeys(self.chosen))
