"""Writes the index. An entry is written in the same transaction as the thing that readers can find."""

from itertools import groupby
from operator import itemgetter
from zlib import crc32

from django.db import IntegrityError, connection, transaction

from declarations.findable import DECLARED, of_model
from transactions.before_commit import before_commit

from . import engines, moments
from .grams import BREAK, tokens_of
from .lookup import PINYIN, TITLE, Lookup
from .models import Grams, IndexEntry
from .number_groups import groupings_of
from .pinyin import syllables_of

BATCH = 500  # things that are written at once
ALL = 2**31 - 1
MOST_TOKENS = 16_000  # of one text; the longest page of a newspaper has half as many characters
STANDS = "stands_1"
# What an entry says. Its key says no more than the moment of publication.
SAID = [field.attname for field in IndexEntry._meta.fields if not field.primary_key]
# How often new keys are tried.
ATTEMPTS = 3
# Keys of the same moment differ by ROOM at most. For things without a moment there is much more room.
ROOM, WIDE_ROOM = 1 << moments.BITS, 1 << 40


def refresh(model, keys):
    """Write anew the entries of those rows of `model` that have the primary keys `keys`, before the transaction ends.

    Where a row does not exist, or cannot be found, its entry is deleted.
    """
    before_commit(_refresh, [(declaration.kind, key) for declaration in of_model(model) for key in keys])


def refresh_marked(mark):
    """Write anew all entries that carry `mark`, in batches."""
    found = engines.find([Lookup((), marks=(mark,), most=ALL)], moments.NEVER)
    keys = [key for _place, key, *_row in found]
    for start in range(0, len(keys), BATCH):
        held = IndexEntry.objects.filter(pk__in=keys[start : start + BATCH])
        before_commit(_refresh, held.values_list("kind", "object_id"))


def _refresh(things):
    """Write anew the entries of `things`, sorted pairs of a kind and a primary key.

    Every transaction locks in this order what it writes, so that no two wait for each other.
    """
    for kind, pairs in groupby(things, itemgetter(0)):
        declaration = next(one for one in DECLARED if kind in one.kinds)
        keys = [key for _kind, key in pairs]
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            with transaction.atomic(savepoint=False):
                lock(declaration.model, batch)
                write(declaration, batch, declaration.rows().filter(pk__in=batch))


def write(declaration, keys, rows, *, is_anew=False):
    """Replace the entries of the things with the primary keys `keys` by entries of those in `rows`.

    Return the number of the entries that there are. One that says already what it should is not written, unless
    `is_anew`.
    """
    entries = {says(entry): entry for entry in entries_of(declaration, rows)}
    held = IndexEntry.objects.filter(kind__in=declaration.kinds, object_id__in=keys)
    old = {says(entry): entry for entry in held}
    unchanged = set() if is_anew else entries.keys() & old.keys()
    stale = {(entry.kind, entry.object_id): entry.pk for said, entry in old.items() if said not in unchanged}
    changed = [entry for said, entry in entries.items() if said not in unchanged]
    kept, new = [], []
    for entry in changed:
        (kept if _keep_key(entry, stale.get((entry.kind, entry.object_id))) else new).append(entry)
    if stale:
        Grams.objects.filter(pk__in=stale.values()).delete()
    if gone := set(stale.values()) - {entry.pk for entry in kept}:
        IndexEntry.objects.filter(pk__in=gone).delete()
    if kept:
        IndexEntry.objects.bulk_create(kept, update_conflicts=True, unique_fields=["id"], update_fields=SAID)
    if new:
        _add(new)
        if is_anew:  # an entry that was lost past Django left its tokens behind
            Grams.objects.filter(pk__in=[entry.pk for entry in new]).delete()
    if changed:
        engines.engine_of(connection).write([(entry.pk, _tokens(entry, declaration)) for entry in changed])
    return len(entries)


def _keep_key(entry, key):
    """Give `entry` the `key` of the one that it replaces, if that is a key of the moment of `entry`. Return whether."""
    keeps = key is not None and 0 <= key - entry.id < (ROOM if entry.id else WIDE_ROOM)
    entry.id = key if keeps else entry.id
    return keeps


def says(entry):
    """Return all that `entry` says. Its key is left out: it says no more than the moment of publication."""
    return tuple(getattr(entry, name) for name in SAID)


def entries_of(declaration, rows):
    """Return the entries that the index should hold of `rows`, unsaved, without the last bits of their keys."""
    return [_entry(declaration, declaration.offer(row)) for row in rows]


def lock(model, keys):
    """Lock the rows of `model` with the primary keys `keys` until the transaction ends.

    So of two transactions that write one thing anew, the second reads it when the first is done. A transaction that
    only ties another row to it need not wait. SQLite lets nobody else write in any case.
    """
    if connection.features.has_select_for_update:
        rows = model._base_manager.filter(pk__in=keys).order_by("pk")
        list(rows.select_for_update(of=("self",), no_key=True).values_list("pk"))


def _add(entries):
    """Store `entries` under keys of their own.

    Another transaction may take one of these at the same moment. Then others are tried, ATTEMPTS times in all; after
    that IntegrityError is raised.
    """
    for attempt in range(ATTEMPTS):
        _number(entries)
        try:
            with transaction.atomic():
                return IndexEntry.objects.bulk_create(entries)
        except IntegrityError:
            if attempt == ATTEMPTS - 1:
                raise
    return None


def _entry(declaration, offer):
    return IndexEntry(
        id=moments.number_of(offer.published_at),
        kind=offer.kind or declaration.kind,
        object_id=offer.key,
        marks=" ".join(offer.marks),
        begins=moments.number_of(offer.begins),
        over=moments.number_of(offer.over) if offer.over else moments.NEVER,
        repealed=moments.number_of(offer.repealed) if offer.repealed else moments.NEVER,
        has_period=offer.has_period,
        published_at=offer.published_at,
        address=offer.address,
        title=offer.title,
        text=offer.text,
    )


def _number(entries):
    """Give each of `entries` a key of its moment that no other entry has.

    It is the same as before whenever that is possible.
    """
    for entry in entries:
        entry.id += crc32(f"{entry.kind} {entry.object_id}".encode()) % (ROOM if entry.id else WIDE_ROOM)
    unsettled, taken = entries, set()
    while unsettled:
        taken |= set(IndexEntry.objects.filter(pk__in=[entry.pk for entry in unsettled]).values_list("pk", flat=True))
        again = []
        for entry in unsettled:
            if entry.pk in taken:
                entry.id += 1
                again.append(entry)
            else:
                taken.add(entry.pk)
        unsettled = again


def _tokens(entry, declaration):
    title = tokens_of(entry.title)
    return [
        *(f"{TITLE}{token}" for token in title),
        BREAK,
        *(f"{PINYIN}{syllable}" for syllable in syllables_of(entry.title)),
        BREAK,
        *title,
        BREAK,
        *_tokens_of_lines(entry.text)[:MOST_TOKENS],
        BREAK,
        f"kind_{entry.kind}",
        *entry.marks.split(),
        *([STANDS] if declaration.stands else []),
    ]


def _tokens_of_lines(text):
    """Return the tokens of `text`, with a BREAK after every line: no phrase runs from one line into the next.

    A line that is a telephone number has a line for each other way to group its digits.
    """
    rows = (row for line in text.splitlines() for row in (tokens_of(line), *groupings_of(line)))
    return [token for row in rows for token in (*row, BREAK)]
