"""The tokens of a text: pairs of neighbouring Chinese characters, and words of letters or digits as they are.

Chinese writes no spaces. A dictionary loses what it does not know. Pairs (bigrams) lose nothing: a search for
「加装电梯」 is one for 加装, 装电 and 电梯 one after the other. The last character of a run is a token by itself too.
So a text that goes on in digits (〔2026〕15号) is one sequence of tokens. Punctuation leaves no trace.
"""

import re
from dataclasses import dataclass

from .folding import fold

HAN = "々〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff"
RUNS = re.compile(f"(?P<han>[{HAN}]+)|\\d+|[^\\W\\d_{HAN}]+")
LONGEST_TOKEN = 100  # characters of a word of letters or digits; the rest is left out, as it tells nobody anything
# A token between a headline and a text, so that no phrase runs from one into the other.
BREAK = "_"


@dataclass(frozen=True)
class Phrase:
    """Tokens that follow one another. With `is_open` the last one is only the beginning of a token."""

    tokens: tuple[str, ...]
    is_open: bool = False


def runs_of(text):
    """Return the runs of the folded `text`: each is of Chinese characters, of letters or of digits."""
    return [match.group() for match in RUNS.finditer(fold(text))]


def tokens_of(text):
    """Return all tokens of `text`, in their order."""
    return [token for run in runs_of(text) for token in _whole(run)]


def phrase_of(text):
    """Return the Phrase by which a text that holds `text` is found, or None where `text` holds no word."""
    *before, last = runs_of(text) or [""]
    if not last:
        return None
    tokens = [token for run in before for token in _whole(run)]
    if not is_han(last):
        return Phrase((*tokens, *_whole(last)))
    if len(last) == 1:
        return Phrase((*tokens, last), is_open=True)
    return Phrase((*tokens, *_pairs(last)))


def is_han(run):
    """Whether `run`, one of `runs_of`, is Chinese."""
    return RUNS.match(run).group("han") is not None


def _whole(run):
    return [*_pairs(run), run[-1]] if is_han(run) else [run[:LONGEST_TOKEN]]


def _pairs(run):
    return [run[start : start + 2] for start in range(len(run) - 1)]
