"""What a reader typed, as phrases to look up. Nothing that can be typed is an error; what is left out is told."""

import re
from dataclasses import dataclass

from .grams import Phrase, is_han, phrase_of, runs_of

LONGEST = 100  # characters
MOST_WORDS = 10
QUOTED = '“([^“”]*)”|「([^「」]*)」|『([^『』]*)』|"([^"]*)"|＂([^＂]*)＂'
# Quotation marks count round a whole word or phrase, and a minus where a word begins. Inside a word, as in “小绿”卡 or
# 5550-0130, they are part of what is written.
PIECES = re.compile(rf"(?<!\S)(?P<minus>[-－−])?(?:(?:{QUOTED})(?!\S)|(?P<word>\S+))")
# These characters part words. Brackets, hyphens and dots do not: 青水〔2026〕15号 is one word.
PARTING = re.compile(r"[，。、；：！？…,;:!?|/\\~～·—＋+]+")


@dataclass(frozen=True)
class Word:
    """A word or a quoted phrase: as it was typed, and as it is looked up."""

    typed: str
    phrase: Phrase
    is_quoted: bool = False

    @property
    def runs(self):
        return runs_of(self.typed)

    @property
    def is_chinese(self):
        return all(map(is_han, self.runs))


@dataclass(frozen=True)
class Query:
    """A question: all of `words` must be there, and none of `without`.

    `too_short` are single characters, which are everywhere and are not looked up. `is_cut` says that more was typed
    than is looked up.
    """

    words: tuple[Word, ...] = ()
    without: tuple[Word, ...] = ()
    too_short: tuple[str, ...] = ()
    is_cut: bool = False

    @property
    def typed(self):
        """The words, as they were typed."""
        return [word.typed for word in self.words]

    @property
    def is_literal(self):
        """Whether a word is quoted. Then the query is meant as it was typed."""
        return any(word.is_quoted for word in self.words)

    @property
    def phrases(self):
        return tuple(word.phrase for word in self.words)

    @property
    def refused(self):
        return tuple(word.phrase for word in self.without)

    def of_words(self, typed):
        """Return the same query with the words `typed` in place of its own."""
        return Query(tuple(Word(one, phrase_of(one)) for one in typed), self.without)


def parse(typed):
    """Return the Query of what was typed."""
    words, without, too_short = {}, {}, {}
    for piece in PIECES.finditer(typed[:LONGEST]):
        for text in _texts(piece):
            phrase = phrase_of(text)
            if phrase is None:
                continue
            if phrase.is_open and len(phrase.tokens) == 1:
                too_short[text] = None
            else:
                (without if piece["minus"] else words)[phrase] = Word(text, phrase, piece["word"] is None)
    kept, refused = (
        list(words.values())[:MOST_WORDS],
        [without[one] for one in without if one not in words][:MOST_WORDS],
    )
    is_cut = len(typed.rstrip()) > LONGEST or len(words) > MOST_WORDS
    return Query(tuple(kept), tuple(refused), tuple(too_short), is_cut)


def _texts(piece):
    """Return the texts to look up for one piece of what was typed.

    A quoted piece is one text; a bare one may hold several.
    """
    if piece["word"] is None:
        return [next(text for text in piece.groups()[1:] if text is not None)]
    return [text for text in PARTING.split(piece["word"]) if text]
