"""Which characters count as the same: wide and narrow, traditional and simplified, upper and lower case.

Quotation marks count as nothing: to who seeks it, “小绿”卡 is 小绿卡.
"""

import unicodedata
from functools import cache

from opencc import OpenCC

NOTHING = frozenset("“”‘’\"'「」『』〝〞\u00ad\u200b\u200c\u200d\u2060\ufeff")  # the last ones cannot be seen
LAST_KEPT = 0xFFFF  # of a million code points; whoever typed them all would fill the memory


class _Folding(dict):
    """{code point: what it is written as}, filled as characters are met; read by str.translate."""

    def __missing__(self, code):
        narrow = unicodedata.normalize("NFKC", chr(code)).casefold()
        folded = "" if NOTHING.intersection(narrow) else _simplified().convert(narrow)
        if code <= LAST_KEPT:
            self[code] = folded
        return folded


@cache
def _simplified():
    return OpenCC("t2s")


FOLDING = _Folding()


def fold(text):
    """Return `text` as the index holds it and as a reader's words are compared with it.

    Character by character (NFKC, simplified, case folded), so that no character depends on its neighbours
    and a part of a text is folded to a part of the folded text.
    """
    return text.translate(FOLDING)


def origins(text):
    """Return for each character of `fold(text)` its position in `text`, and last the length of `text`."""
    found = [position for position, character in enumerate(text) for _folded in fold(character)]
    return [*found, len(text)]
