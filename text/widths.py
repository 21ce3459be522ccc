"""Rewrites texts character by character, for example full-width characters as half-width ones: ＡＢ１２ as AB12."""

import unicodedata
from functools import partial

LAST_KEPT = 0xFFFF  # of a million code points; a table of all of them would fill the memory


class CharacterTable(dict):
    """{code point: what `write` makes of the character}, filled as characters are met; read by str.translate."""

    def __init__(self, write):
        super().__init__()
        self.write = write

    def __missing__(self, code):
        written = self.write(chr(code))
        if code <= LAST_KEPT:
            self[code] = written
        return written


NARROW = CharacterTable(partial(unicodedata.normalize, "NFKC"))


def narrow(text):
    """Return `text` with every character as NFKC writes it.

    Each character is normalised by itself, never a whole text: NFKC also puts accents in order, and takes hours over a
    page of accents alone.
    """
    return text.translate(NARROW)
