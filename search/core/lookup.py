"""What an engine is asked, in no database's own language."""

from dataclasses import dataclass

from .grams import Phrase

# The tokens of a headline, and those of its pinyin, are in the index once more with these prefixes. So a phrase can be
# looked for there alone.
TEXT, TITLE, PINYIN = "", "t_", "p_"


@dataclass(frozen=True)
class Lookup:
    """Asks for entries that hold all of `phrases` and none of `without`, and that carry all of `marks`.

    `scope` says where the phrases are looked for: TEXT, TITLE or PINYIN. At most `most` entries are returned, the
    newest.
    """

    phrases: tuple[Phrase, ...]
    without: tuple[Phrase, ...] = ()
    marks: tuple[str, ...] = ()
    scope: str = TEXT
    most: int = 1000
