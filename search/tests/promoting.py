"""Promoted results for the tests, made as the desk makes them."""

from search.core.comparable import comparable
from search.core.query import parse
from search.models import PromotedResult
from search.pages.promoted import promoted_for


def promote(address, *words, title="去这里看", **fields):
    """Return a PromotedResult that was checked as the form checks it."""
    result = PromotedResult(title=title, address=address, **fields)
    result.full_clean()
    result.save()
    result.take_words([comparable(word) for word in words])
    return result


def led_to(typed):
    """Return the addresses to which readers are led who typed this."""
    return [result.page_path for result in promoted_for(parse(typed))]
