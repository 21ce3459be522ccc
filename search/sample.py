"""Loads what the sample newsroom answers to common words."""

from .core.comparable import comparable
from .models import PromotedResult


def load(rows):
    """Make a PromotedResult of each of `rows`. The page that it leads to must be there already, and be public."""
    for row in rows:
        result = PromotedResult(**{name: row[name] for name in row if name != "words"})
        result.full_clean()
        result.save()
        result.take_words([comparable(word) for word in row["words"]])
