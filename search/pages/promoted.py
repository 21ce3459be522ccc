"""What the newsroom itself answers to the words that were asked. It is shown above everything that was found."""

from ..core.comparable import parts_of, whole_of
from ..models import PromotedResult

MOST = 3


def promoted_for(query):
    """Return the PromotedResults that answer `query`, or a word of it, and lead to what is public now.

    There are MOST at most, in one query.
    """
    asked = {whole_of(query), *parts_of(query)} - {""}
    return list(PromotedResult.objects.shown().for_words(asked)[:MOST]) if asked else []
