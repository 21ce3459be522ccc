"""Telephone numbers as people write and paste them, written as they are dialled."""

import re

from .invisible import visible
from .widths import narrow

DASHES = re.compile("[\u2010-\u2015\u2212]")
BETWEEN_GROUPS = re.compile(r"[().\s]++")
BETWEEN_NUMBERS = re.compile("[/、,;|\n]|或")
EXTENSION = re.compile(" ?(?:转|轉|分机|ext) ?", re.IGNORECASE)

# Two numbers in one field, and a number that is asked for on the line of another.
NEXT, EXTENDED = " / ", "转"


def dialled(text):
    """Return `text`, one telephone number or several, with plain digits, spaces and hyphens, and nothing invisible.

    Several numbers are parted by NEXT, and an extension follows EXTENDED: `88887777转801 / 138 0000 1111`. What is no
    number stays what it is.
    """
    text = DASHES.sub("-", narrow(visible(text)))
    numbers = (BETWEEN_GROUPS.sub(" ", number).strip() for number in BETWEEN_NUMBERS.split(text))
    return NEXT.join(EXTENSION.sub(EXTENDED, number) for number in numbers if number)
