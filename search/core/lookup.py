"""What is asked of an engine, in no database's own language."""

from dataclasses import dataclass

from .grams import Phrase

# Tokens of a headline, and of its pinyin, stand once more under these: a row of them is met there alone.
TEXT, TITLE, PINYIN = "", "t_", "p_"


@dataclass(frozen=True)
class Lookup:
    """Entries in which all of `phrases` stand and none of `without`, that carry all of `marks`.

    Within `scope` the phrases are sought; at most `most` entries are wanted, the newest ones.
    """

    phrases: tuple[Phrase, ...]
    without: tuple[Phrase, ...] = ()
    marks: tuple[str, ...] = ()
    scope: str = TEXT
    most: int = 1000
