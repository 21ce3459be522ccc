"""Finds what was asked for, ranks it and counts it. Where nothing is found, it looks for what may have been meant.

Results are ranked by these rules, of which the first counts most:

- what holds no longer comes last,
- what has the words in its headline comes before what has them in its text,
- lasting pages (a topic, a place, an office) come before what was published once,
- the new comes before the old.

No word's frequency is weighed: whoever looks for the water cut wants tonight's.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from . import engines, moments, suggestions
from .index import STANDS
from .lookup import PINYIN, TITLE, Lookup
from .models import IndexEntry
from .query import Query

MOST = 1000  # results: nobody reads further, and no more are counted
MOST_STANDING = 100
NOTHING = Q(pk__in=())
TEXTS, TITLES, STANDING = range(3)
RELEVANCE, NEWEST = "relevance", "date"
FACETS = ("kind", "column", "place", "authority", "year")


@dataclass(frozen=True)
class Found:
    """What was found.

    `keys` are those of the entries, in the order in which they are shown. `counts` is {facet: Counter of its values}.
    `is_cut` says that there is more than was counted. `way` says how it was found: as typed, by the parts of what was
    typed, or by its sound. `query` is what was looked up in the end.
    """

    AS_TYPED, BY_PARTS, BY_SOUND = "as_typed", "by_parts", "by_sound"

    query: Query
    keys: list = field(default_factory=list)
    counts: dict = field(default_factory=dict)
    is_cut: bool = False
    way: str = AS_TYPED

    def entries(self, keys, besides=NOTHING):
        """Return two lists: the entries with `keys`, in their order, and these together with all that match `besides`.

        `keys` are some of its own keys, and `besides` is a Q. It is one query.
        """
        entries = {entry.pk: entry for entry in IndexEntry.objects.filter(Q(pk__in=keys) | besides)}
        return [entries[key] for key in keys if key in entries], list(entries.values())


def find(query, marks=(), order=RELEVANCE):
    """Return the Found of `query` among entries that carry all of `marks`, in the `order` RELEVANCE or NEWEST.

    Where nothing is found, it is what may have been meant instead. Only what readers may see now is found, to the
    microsecond. A query with quoted words is meant as it was typed, so nothing else is looked for.
    """
    now = moments.last_number_of(timezone.now())
    if not query.words:
        return Found(query)
    found = _by_words(query, marks, order, now, Found.AS_TYPED)
    if query.is_literal:
        return found
    if not found.keys and (parts := suggestions.parts_of(query, now)):
        found = _by_words(parts, marks, order, now, Found.BY_PARTS)
    if not found.keys and (readings := suggestions.readings_of(query)):
        found = _by_sound(query, readings, marks, order, now)
    return found if found.keys else Found(query)


def _by_words(query, marks, order, now, way):
    shared = {"phrases": query.phrases, "without": query.refused}
    asked = [
        Lookup(**shared, marks=marks, most=MOST),
        Lookup(**shared, marks=marks, scope=TITLE, most=MOST),
        Lookup(**shared, marks=(*marks, STANDS), most=MOST_STANDING),
    ]
    return _ranked(query, engines.find(asked, now), order, now, way)


def _by_sound(query, readings, marks, order, now):
    """Look up all `readings`, and return the Found of the first that occurs anywhere."""
    asked = [Lookup((reading,), query.refused, marks, PINYIN, MOST) for reading in readings]
    rows = engines.find(asked, now)
    first = min((place for place, *_row in rows), default=None)
    heard = [(TEXTS, *row) for place, *row in rows if place == first]
    return _ranked(query, heard, order, now, Found.BY_SOUND)


def _ranked(query, met, order, now, way):
    rows, where = {}, {}
    for place, key, kind, marked, over in met:
        rows[key] = kind, marked, over
        where.setdefault(key, set()).add(place)
    newest = sorted(rows, reverse=True)
    if order == RELEVANCE:
        newest.sort(key=lambda key: (rows[key][2] <= now, TITLES not in where[key], STANDING not in where[key]))
    keys = newest[:MOST]
    is_cut = len(newest) > MOST or sum(TEXTS in places for places in where.values()) >= MOST
    return Found(query, keys, _counts(rows[key] for key in keys), is_cut, way)


def _counts(rows):
    """Return {facet: Counter of its values} of `rows`, each (kind, marks, over)."""
    counts = {facet: Counter() for facet in FACETS}
    for kind, marks, _over in rows:
        counts["kind"][kind] += 1
        for mark in marks.split():
            facet, _underscore, value = mark.partition("_")
            counts[facet][int(value)] += 1
    return counts
