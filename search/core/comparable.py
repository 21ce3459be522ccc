"""Words in the form in which they are compared and counted: folded, without punctuation, a space between them."""

from .query import parse


def parts_of(query):
    """Return each word of `query`, in its order."""
    return ["".join(word.runs) for word in query.words]


def whole_of(query):
    """Return all words of `query` as one text."""
    return " ".join(parts_of(query))


def comparable(text):
    """Return `text` in the form in which it is compared when a reader types it.

    It is empty where `text` holds no word of two characters.
    """
    return whole_of(parse(text))
