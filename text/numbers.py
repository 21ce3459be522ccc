"""Whole numbers as they come from outside: in an address, a form, a search."""

MOST_DIGITS = 18  # what any database takes for a key


def number_in(text, otherwise=-1):
    """Return the whole number that `text` is, written in at most MOST_DIGITS ASCII digits.

    For anything else that may be sent in its place return `otherwise`.
    """
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else otherwise
