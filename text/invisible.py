"""Characters that nobody sees. Whatever compares, counts or looks up a text drops them by this one list.

They come with what is copied: from telephones' contacts, Word, web pages, chats.
"""

from unicodedata import category

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
# They mean something to what stands before or behind them: a family is three pictures joined, a heart is red, a name is
# written with the rarer form of its character, a line does not end at a word joiner. A text that is printed keeps them.
MEANINGFUL = frozenset(
    character
    for character in INVISIBLE
    if character in "\u200c\u200d\u2060" or category(character) == "Mn" or character >= "\U000e0020"
)
# All of Unicode's spaces, whatever their width. Ends of lines and tabs are none.
SPACES = "\u0020\u00a0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u202f\u205f\u3000"
BLANKS = SPACES + "\t\n\v\f\r" + "".join(sorted(INVISIBLE))  # what a text may begin or end with; for str.strip

_WITHOUT = str.maketrans(dict.fromkeys(INVISIBLE))
_WITHOUT_STRAY = str.maketrans(dict.fromkeys(INVISIBLE - MEANINGFUL))


def visible(text):
    """Return `text` without what nobody sees, to be compared and looked up."""
    return text.translate(_WITHOUT)


def without_stray(text):
    """Return `text` without those that mean nothing in it, to be kept and printed."""
    return text.translate(_WITHOUT_STRAY)


def is_blank(character):
    """Whether nothing is seen of `character`: it is a space, a control, or of no width."""
    return character in INVISIBLE or category(character)[0] in "CZ"
