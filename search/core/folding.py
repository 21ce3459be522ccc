"""Which characters count as the same: wide and narrow, traditional and simplified, upper and lower case, a radical and
its character.

Quotation marks and what nobody sees are left out: whoever looks for 小绿卡 finds “小绿”卡.
"""

from functools import cache

from opencc import OpenCC

from text.invisible import INVISIBLE
from text.standard_characters import standard
from text.widths import CharacterTable, narrow

NOTHING = INVISIBLE.union("“”‘’\"'「」『』〝〞")


def _folded(character):
    character = narrow(standard(character)).casefold()
    return "" if NOTHING.intersection(character) else _simplified().convert(character)


@cache
def _simplified():
    return OpenCC("t2s")


FOLDING = CharacterTable(_folded)


def fold(text):
    """Return `text` in the form in which the index holds it and in which a reader's words are compared with it.

    Each character is folded by itself (standard, NFKC, simplified, case folded). So no character depends on its
    neighbours, and a part of a text is folded to a part of the folded text.
    """
    return text.translate(FOLDING)


def origins(text):
    """Return for each character of `fold(text)` its position in `text`, and last the length of `text`."""
    found = [position for position, character in enumerate(text) for _folded in fold(character)]
    return [*found, len(text)]
