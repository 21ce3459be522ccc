"""How the index bears a growing archive: 100,000 documents and 1,000,000 in one run.

    .venv/bin/python bench/search.py                  # SQLite, in a file of a temporary folder
    DATABASE_URL=postgres://… .venv/bin/python bench/search.py   # in a scratch database of that server
    … bench/search.py 10000 50000                     # other sizes

The documents are made of words of two and three characters that are as unequally frequent as those of a language
(Zipf). Of each size it is told how many a second a whole archive is written with, how long one document takes that
is published then, how large the index is, and how long words take that stand in nearly all documents, in some of a
hundred, and in hardly any, alone and two together, as the median and the slowest of a hundred; last, as ratios,
how much longer the larger archive takes.
"""

import random
import statistics
import sys
import time
from datetime import timedelta
from itertools import accumulate
from pathlib import Path

import scratch  # stands before what needs Django: it sets it up

# isort: split
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from declarations.findable import Findable, Offer
from search.core import index
from search.core.engines import engine_of
from search.core.finding import find
from search.core.query import parse

SIZES = [int(size) for size in sys.argv[1:]] or [100_000, 1_000_000]
WORDS, TITLE, TEXT = 30_000, 6, 110  # different words; words in a headline and in a text
ASKED = 100  # times
YEARS = 10
PLACES, AUTHORITIES = 300, 40


class Document(Findable):
    """What the index would be told of an article, made up from its number."""

    kinds = {"article": "article"}

    def __init__(self):
        chance = random.Random(20261122)  # noqa: S311  (no secret)
        characters = [chr(code) for code in range(0x4E00, 0x4E00 + 6000)]
        sizes = chance.choices((2, 3), (4, 1), k=WORDS)
        self.words = ["".join(chance.sample(characters, size)) for size in sizes]
        self.weights = list(accumulate(1 / rank for rank in range(3, WORDS + 3)))
        self.last = timezone.now() - timedelta(minutes=1)
        self.step = timedelta(days=365 * YEARS) / max(SIZES)

    def offer(self, number):
        chance = random.Random(number)  # noqa: S311
        words = chance.choices(self.words, cum_weights=self.weights, k=TITLE + TEXT)
        title = "".join(words[:TITLE])
        text = "，".join("".join(words[start : start + 5]) for start in range(TITLE, TITLE + TEXT, 5))
        return Offer(
            number,
            title,
            text,
            f"/articles/{number}/",
            self.last - self.step * (max(SIZES) - number),
            column=number % 9 + 1,
            authority=number % AUTHORITIES + 1,
        )


def fill(documents, first, last):
    """Write the documents from `first` to before `last`, as into an empty index; return how many a second that were."""
    started, engine = time.perf_counter(), engine_of(connection)
    with engine.filling():
        for start in range(first, last, index.BATCH):
            numbers = range(start, min(start + index.BATCH, last))
            with transaction.atomic():
                index.write(documents, numbers, numbers)
    engine.tidy()
    return (last - first) / (time.perf_counter() - started)


def publish(documents, last):
    """Return the median of how many milliseconds it takes to write one of the documents up to `last` anew."""
    times = []
    for number in range(1, last, last // ASKED):
        started = time.perf_counter()
        with transaction.atomic():
            index.write(documents, [number], [number])
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


def size():
    """Return how many bytes the grams take, and how many all that search keeps."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT pg_total_relation_size('search_grams'),"
                " pg_total_relation_size('search_grams') + pg_total_relation_size('search_indexentry')"
            )
            return cursor.fetchone()
        cursor.execute("SELECT sum(length(block)) FROM search_grams_data")
        [grams] = cursor.fetchone()
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return grams, cursor.fetchone()[0]


def asked(documents):
    """Return {what is asked: words to ask for}."""
    common, middling = documents.words[:3], documents.words[60:160]
    rare = documents.words[-4000::40]
    return {
        "common word": common,
        "middling word": middling,
        "rare word": rare,
        "common and middling": [f"{common[n % 3]} {word}" for n, word in enumerate(middling)],
        "two middling": [f"{one} {other}" for one, other in zip(middling, reversed(middling), strict=True)],
        "a phrase": ["".join(middling[n : n + 2]) for n in range(99)],
        "common, without another": [f"{common[n % 3]} -{word}" for n, word in enumerate(middling)],
        "nowhere": ["乛亅" * 2],
    }


def measure(documents):
    """Return {what is asked: (median, 99th percentile) in milliseconds, and how many were found}."""
    measured = {}
    for name, words in asked(documents).items():
        times, numbers = [], []
        for number in range(ASKED):
            query = parse(words[number % len(words)])
            started = time.perf_counter()
            found = find(query)
            found.entries(found.keys[:20])
            times.append((time.perf_counter() - started) * 1000)
            numbers.append(len(found.keys))
        times.sort()
        measured[name] = statistics.median(times), times[-2], statistics.median(numbers)
    return measured


def page(documents):
    """Return (median milliseconds, queries) of a page of results with a filter, and without."""
    word = documents.words[0]
    return {query: scratch.page(Client(), f"/search/?{query}") for query in (f"q={word}", f"q={word}&column=3")}


def main():
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(Path(settings.VAR_DIR) / "bench.sqlite3")
    with scratch.database():
        documents, runs, written = Document(), [], 0
        for number in SIZES:
            rate = fill(documents, written + 1, number + 1)
            written = number
            scratch.look_again()
            grams, whole = size()
            print(f"{connection.vendor}: {number:,} documents, {rate:,.0f} a second, ", end="")  # noqa: T201
            print(f"one more in {publish(documents, number):.1f} ms, ", end="")  # noqa: T201
            print(f"grams {grams / 2**20:,.0f} MiB, with texts {whole / 2**20:,.0f} MiB", flush=True)  # noqa: T201
            runs.append(measure(documents))
            for name, (median, slow, found) in runs[-1].items():
                print(f"  {name:<24} p50 {median:7.1f} ms   p99 {slow:7.1f} ms   {found:6.0f} found", flush=True)  # noqa: T201
            for query, (milliseconds, queries) in page(documents).items():
                print(f"  page, {query:<20} {milliseconds:7.1f} ms, {queries} queries", flush=True)  # noqa: T201
        print(f"{SIZES[-1]:,} against {SIZES[0]:,}")  # noqa: T201
        for name, (median, slow, _found) in runs[-1].items():
            print(f"  {name:<24} p50 {median / runs[0][name][0]:5.2f} ×   p99 {slow / runs[0][name][1]:5.2f} ×")  # noqa: T201


if __name__ == "__main__":
    main()
