"""Search finds exactly what holds a word: compared with reading everything from the first character to the last."""

import random

import pytest

from search.core import engines
from search.core.folding import fold
from search.core.grams import is_han, phrase_of, runs_of
from search.core.lookup import TITLE, Lookup
from search.core.moments import NEVER
from search.models import IndexEntry

WORDS = 200
EVERYTHING = 1_000_000


@pytest.fixture
def entries(newsroom):
    return list(IndexEntry.objects.all())


def words_from(texts, number=WORDS):
    """Return `number` different words of two to four Chinese characters, from anywhere in `texts`; always the same."""
    chance = random.Random(12345)  # noqa: S311  (no secret)
    runs = [run for text in texts for run in runs_of(text) if is_han(run) and len(run) > 1]
    words = set()
    while len(words) < number:
        run = chance.choice(runs)
        size = chance.randint(2, min(4, len(run)))
        start = chance.randint(0, len(run) - size)
        words.add(run[start : start + size])
    return sorted(words)


def found(word, scope=""):
    rows = engines.find([Lookup((phrase_of(word),), scope=scope, most=EVERYTHING)], NEVER)
    return {key for _place, key, *_row in rows}


def test_two_hundred_words_are_found_exactly_where_they_stand(entries):
    texts = {entry.pk: fold(f"{entry.title}\n{entry.text}") for entry in entries}
    titles = {entry.pk: fold(entry.title) for entry in entries}
    words = words_from([f"{entry.title}\n{entry.text}" for entry in entries])
    assert len(words) == WORDS
    for word in words:
        assert found(word) == {key for key, text in texts.items() if word in text}, word
        assert found(word, TITLE) == {key for key, title in titles.items() if word in title}, word


def test_document_numbers_and_telephones_are_found_as_they_are_typed(entries):
    for entry in entries:
        first = entry.text.partition("\n")[0]
        if "〔" in first:
            assert entry.pk in found(first)
            assert entry.pk in found(first.replace("〔", "[").replace("〕", "]"))
    hotlines = [entry for entry in entries if entry.kind == "hotline"]
    assert hotlines
    for entry in hotlines:
        assert entry.pk in found(entry.text.partition("\n")[0])
