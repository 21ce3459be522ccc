"""Full-width and half-width characters: ＡＢ１２ as AB12, each character by itself."""

import unicodedata

LAST_KEPT = 0xFFFF  # of a million code points; whoever typed them all would fill the memory


class _Narrow(dict):
    """{code point: what it is written as}, filled as characters are met; read by str.translate."""

    def __missing__(self, code):
        narrow = unicodedata.normalize("NFKC", chr(code))
        if code <= LAST_KEPT:
            self[code] = narrow
        return narrow


NARROW = _Narrow()


def narrow(text):
    """Return `text` with every character as NFKC writes it.

    A whole text is never normalised: NFKC also puts accents in order, and takes hours over a page of accents alone.
    """
    return text.translate(NARROW)
