"""Finds what was asked for, ranks it, counts it, and, where nothing is found, looks for what may have been meant.

What stands in a headline comes before what stands in a text, standing pages (a topic, a place, an office) before what
was published once, the new before the old, and what holds no longer last. No word's frequency is weighed: whoever
looks for the water cut wants tonight's.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Q
from django.utils import timezone

from . import moments, suggestions
from .engines import engine_of
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
    """The keys of what was found, in the order in which it is shown, and how many have each mark.

    `is_cut` says that there is more than is counted. `way` says how it was found: as typed, by the parts of what was
    typed, or by its sound; `query` is what was looked up in the end.
    """

    AS_TYPED, BY_PARTS, BY_SOUND = "as_typed", "by_parts", "by_sound"

    query: Query
    keys: list = field(default_factory=list)
    counts: dict = field(default_factory=dict)
    is_cut: bool = False
    way: str = AS_TYPED

    def entries(self, keys, besides=NOTHING):
        """Return the entries with `keys`, some of its own, in their order, and all that are as `besides`, a Q, says."""
        entries = {entry.pk: entry for entry in IndexEntry.objects.filter(Q(pk__in=keys) | besides)}
        return [entries[key] for key in keys if key in entries], list(entries.values())


def find(query, marks=(), order=RELEVANCE):
    """Return what `query` finds among what carries all of `marks`; where nothing is found, what may have been meant.

    Only what readers may see now is found, to the microsecond. What is quoted is meant as it stands there.
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
    return _ranked(query, engine_of(connection).find(asked, now), order, now, way)


def _by_sound(query, readings, marks, order, now):
    """Look up all `readings`, and take the first that stands anywhere."""
    asked = [Lookup((reading,), query.refused, marks, PINYIN, MOST) for reading in readings]
    rows = engine_of(connection).find(asked, now)
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
    """Return {facet: Counter of its values} of (kind, marks, …)."""
    counts = {facet: Counter() for facet in FACETS}
    for kind, marks, _over in rows:
        counts["kind"][kind] += 1
        for mark in marks.split():
            facet, _underscore, value = mark.partition("_")
            counts[facet][int(value)] += 1
    return counts
