"""What a reader may have meant, where what was typed occurs nowhere."""

from . import engines, pinyin
from .grams import phrase_of, runs_of
from .lookup import PINYIN, Lookup
from .models import IndexEntry

LONGEST = 16  # characters that are taken apart at most
MOST_HEADLINES = 50
MOST_SUGGESTIONS = 3


def parts_of(query, until):
    """Return `query` with its words taken apart into the longest parts that occur anywhere, or None.

    「老旧小区电梯」 occurs nowhere, but 「老旧小区」 and 「电梯」 do. Where a part occurs nowhere, nothing is taken
    apart. Only entries with keys up to `until` count.
    """
    runs = [word.runs for word in query.words]
    if sum(len(run) for found in runs for run in found) > LONGEST:
        return None
    pieces = {run[start:end] for found in runs for run in found for start, end in _spans(run)}
    if not pieces:
        return None
    phrases = {phrase_of(piece): piece for piece in pieces}
    known = {phrases[one] for one in engines.occurring(list(phrases), until)}
    words = []
    for found in runs:
        for run in found:
            parts = _longest_parts(run, known)
            if parts is None:
                return None
            words += parts
    return query.of_words(words) if words != [word.typed for word in query.words] else None


def readings_of(query):
    """Return the Phrases of pinyin as which `query` can be read: 「dianti」 is dian ti.

    There are none where it is not one word of letters.
    """
    if len(query.words) != 1 or query.words[0].is_chinese:
        return []
    letters = "".join(query.words[0].runs)
    return pinyin.readings_of(letters) if letters.isalpha() else []


def heard_in(title, readings):
    """Return the words of `title` that sound like one of `readings`, as they are written there."""
    return [word for reading in readings for word in _sounding_like(reading, title)]


def alike(query, until):
    """Return words from headlines that sound like the one word of `query`, the commonest first: 电梯 for 「电题」."""
    if len(query.words) != 1 or not (sound := pinyin.sound_of(query.words[0].typed)):
        return []
    lookup = Lookup((sound,), scope=PINYIN, most=MOST_HEADLINES)
    keys = [key for _place, key, *_row in engines.find([lookup], until)]
    counted = {}
    for title in IndexEntry.objects.filter(pk__in=keys).values_list("title", flat=True):
        for word in _sounding_like(sound, title):
            counted[word] = counted.get(word, 0) + 1
    return sorted(counted, key=counted.__getitem__, reverse=True)[:MOST_SUGGESTIONS]


def _spans(run):
    """Return (start, end) of every part of `run` that has two characters at least."""
    return [(start, end) for start in range(len(run)) for end in range(start + 2, len(run) + 1)]


def _longest_parts(run, known):
    """Return `run` as parts that are all `known`, or None. Wherever a part begins, the longest one is taken."""
    parts, start = [], 0
    while start < len(run):
        ends = [end for end in range(len(run), start + 1, -1) if run[start:end] in known]
        if not ends:
            return None
        parts.append(run[start : ends[0]])
        start = ends[0]
    return parts


def _sounding_like(sound, title):
    size = len(sound.tokens)
    for run in runs_of(title):
        syllables = pinyin.syllables_of(run)
        for start in range(len(run) - size + 1):
            if tuple(syllables[start : start + size]) == sound.tokens:
                yield run[start : start + size]
