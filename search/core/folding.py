"""Which characters count as the same: wide and narrow, traditional and simplified, upper and lower case, a radical and
its character.

Quotation marks and what nobody sees are left out: whoever looks for 小绿卡 finds “小绿”卡.
"""

import re
from functools import cache

from opencc import OpenCC

from text.invisible import INVISIBLE
from text.standard_characters import standard
from text.widths import CharacterTable, narrow

NOTHING = INVISIBLE.union("“”‘’\"'「」『』〝〞")


# Signs that are typed for the zero of Chinese dates, which no keyboard has: 二○二六年.
ZEROS = dict.fromkeys("○◯零", "〇")
# A letter or a digit is meant for it between Chinese digits alone: 二O二六年, 二〇〇八年 typed as 二00八年.
MEANT_FOR_ZERO = re.compile(r"(?<=[一二三四五六七八九〇])[o0]++(?=[一二三四五六七八九〇])")


def _folded(character):
    character = ZEROS.get(character, character)
    character = narrow(standard(character)).casefold()
    return "" if NOTHING.intersection(character) else _simplified().convert(character)


@cache
def _simplified():
    return OpenCC("t2s")


FOLDING = CharacterTable(_folded)


def fold(text):
    """Return `text` in the form in which the index holds it and in which a reader's words are compared with it.

    Each character is folded by itself (standard, NFKC, simplified, case folded). So no character depends on its
    neighbours, and a part of a text is folded to a part of the folded text. What is meant for a zero alone depends on
    them, and is as long as the zeros.
    """
    return with_zeros(text.translate(FOLDING))


def with_zeros(folded):
    return MEANT_FOR_ZERO.sub(lambda met: "〇" * len(met[0]), folded)


def origins(text):
    """Return for each character of `fold(text)` its position in `text`, and last the length of `text`."""
    found = [position for position, character in enumerate(text) for _folded in fold(character)]
    return [*found, len(text)]
