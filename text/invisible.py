"""Characters that nobody sees. Whatever compares, counts or looks up a text drops them by this one list.

They come with what is copied: from telephones' contacts, Word, web pages, chats.
"""

import re
from unicodedata import bidirectional, category

# Unicode's Default_Ignorable_Code_Point (DerivedCoreProperties.txt) as far as it is assigned, and the three marks of
# annotations: soft hyphen, joiners and spaces of no width, marks of direction, byte order mark, selectors of variants,
# tags, letters that only fill a place.
RANGES = (
    (0x00AD, 0x00AD), (0x034F, 0x034F), (0x061C, 0x061C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0001, 0xE0001),
    (0xE0020, 0xE007F), (0xE0100, 0xE01EF),
)  # fmt: skip
INVISIBLE = frozenset(chr(code) for first, last in RANGES for code in range(first, last + 1))
# All of Unicode's spaces, whatever their width. Ends of lines and tabs are none.
SPACES = "\u0020\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
BLANKS = SPACES + "\t\n\v\f\r" + "".join(sorted(INVISIBLE))  # what a text may begin or end with; for str.strip

# Those that mean something to their neighbours: a family is three pictures joined, a heart is red, a name is written
# with the rarer form of its character, a line does not end at a word joiner.
WORD_JOINER, SOFT_HYPHEN, JOINERS = "\u2060", "\u00ad", "\u200c\u200d"
OF_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
AS_PICTURE, BOX = "\ufe0e\ufe0f", "\u20e3"  # a sign as text or as a picture; a digit in a box is a picture of both
VARIANT = re.compile("[\u180b-\u180f\ufe00-\ufe0d\U000e0100-\U000e01ef]")
TAG, FLAG = re.compile("[\U000e0020-\U000e007f]"), "\U0001f3f4"
# What joins with nothing, and is no picture: Latin, Chinese, and the marks and spaces of both.
ALONE = re.compile(r"[\s!-~　-〿㐀-䶿一-鿿！-～\U00020000-\U0003ffff]")

_FOUND = re.compile(f"[{''.join(sorted(INVISIBLE))}]")
_WITHOUT = str.maketrans(dict.fromkeys(INVISIBLE))


def visible(text):
    """Return `text` without what nobody sees, to be compared and looked up."""
    return text.translate(_WITHOUT)


def stray_in(text):
    """Yield the positions of those invisible characters in `text` that mean nothing to their neighbours."""
    if INVISIBLE.isdisjoint(text):  # as in nearly every text; and this is a tenth of the work of looking for them
        return
    found = list(_FOUND.finditer(text))
    # Marks of direction are for scripts that run to the left.
    runs_left = any(bidirectional(character) in {"R", "AL"} for character in text if character > "\u0590")
    for met in found:
        if not (runs_left if OF_DIRECTION.match(met[0]) else _is_meant(text, met.start())):
            yield met.start()


def without_stray(text):
    """Return `text` without them, to be kept and printed."""
    stray = set(stray_in(text))
    return "".join(character for at, character in enumerate(text) if at not in stray) if stray else text


def is_blank(character):
    """Whether nothing is seen of `character`: it is a space, a control, or of no width."""
    return character in INVISIBLE or category(character)[0] in "CZ"


def _is_meant(text, at):
    character, before, after = text[at], text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    if character == SOFT_HYPHEN:
        return (before + after).isascii() and (before + after).isalpha()
    if character in JOINERS:
        return not ALONE.match(before) and not ALONE.match(after)
    if character in AS_PICTURE:
        return not ALONE.match(before) or after == BOX
    if VARIANT.match(character):
        return not before.isascii() and before.isalpha()
    if TAG.match(character):
        return before == FLAG or TAG.match(before) is not None
    return character == WORD_JOINER
