"""Marks in a text the words that were looked for, as the text writes them, and cuts out the part that shows them."""

import re

from django.utils.html import format_html, format_html_join

from ..core.folding import fold, origins
from ..core.grams import is_han, runs_of

BEFORE, SIZE = 30, 90  # characters: before the first word at most, and in the whole excerpt about
LONGEST_WORD = 20  # characters of a number or a word of letters that is not cut in two
SENTENCE_END = re.compile(r"[。！？；…\n][”’」』）\s]*")
UNBROKEN = re.compile(r"[^\W_]", re.ASCII)


class Marker:
    """Finds words by the same rules as the index, so that what was found is marked, however it is written."""

    def __init__(self, words):
        self._runs = [runs for runs in map(runs_of, words) if runs]
        self._patterns = [re.compile(_pattern(runs)) for runs in self._runs]

    def ranges(self, text):
        """Return (start, end) of every stretch of `text` that is made of words, in order.

        Words that touch are one stretch.
        """
        origin = origins(text)
        stretches = []
        for start, end in sorted((origin[start], origin[end - 1] + 1) for start, end in self._met(fold(text))):
            if stretches and start <= stretches[-1][1]:
                start, end = stretches[-1][0], max(end, stretches.pop()[1])
            stretches.append((start, end))
        return stretches

    def first(self, text):
        """Return the position of the first word in `text`, or None."""
        start = min((start for start, _end in self._met(fold(text))), default=None)
        return None if start is None else _origin(text, start)

    def _met(self, folded):
        """Yield (start, end) of the words in the `folded` text. Words of letters or digits must be whole ones."""
        for runs, pattern in zip(self._runs, self._patterns, strict=True):
            for match in pattern.finditer(folded):
                before, after = folded[max(match.start() - 1, 0) : match.start()], folded[match.end() : match.end() + 1]
                if not _goes_on(before, runs[0]) and not _goes_on(after, runs[-1]):
                    yield match.span()

    def mark(self, text):
        """Return `text` as HTML, its words in <mark>."""
        pieces, after = [], 0
        for start, end in self.ranges(text):
            pieces += [text[after:start], format_html("<mark>{}</mark>", text[start:end])]
            after = end
        return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[after:]]))

    def excerpt(self, text):
        """Return as HTML the part of `text` that holds the first word, or its beginning."""
        start, begins = _start(text, self.first(text) or 0)
        end = _end(text, start + SIZE)
        shown = self.mark(text[start:end].strip())
        return format_html("{}{}{}", "" if begins else "…", shown, "…" if text[end:].strip() else "")


def _start(text, word):
    """Return where an excerpt that shows the word at `word` begins, and whether a sentence begins there."""
    earliest = max(0, word - BEFORE)
    if earliest == 0:
        return 0, True
    if ends := SENTENCE_END.search(text, earliest, word):
        return ends.end(), True
    start = earliest
    while start > earliest - LONGEST_WORD and _parts_a_word(text, start):
        start -= 1
    return max(start, 0), start <= 0


def _end(text, end):
    latest = end + LONGEST_WORD
    while end < latest and _parts_a_word(text, end):
        end += 1
    return end


def _parts_a_word(text, position):
    """Whether a number or a word of letters goes on across `position`."""
    return 0 < position < len(text) and all(map(UNBROKEN.match, text[position - 1 : position + 1]))


def _origin(text, place):
    """Return the position in `text` from which the character at `place` of the folded text comes."""
    for position, character in enumerate(text):
        place -= len(fold(character))
        if place < 0:
            return position
    return len(text)


def _pattern(runs):
    """Return what `runs`, one after the other, look like in a folded text.

    Between two runs of one sort there must be something else.
    """
    pattern = re.escape(runs[0])
    for before, run in zip(runs, runs[1:], strict=False):
        pattern += rf"[\W_]{'+' if _sort(before) == _sort(run) else '*'}{re.escape(run)}"
    return pattern


def _goes_on(neighbour, run):
    """Whether the character `neighbour`, if there is one, belongs to the same number or word of letters as `run`."""
    return not is_han(run) and bool(runs_of(neighbour)) and _sort(neighbour) == _sort(run)


def _sort(run):
    return "han" if is_han(run) else "digits" if run[0].isdecimal() else "letters"
