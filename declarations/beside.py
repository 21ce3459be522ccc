"""What other rooms show beside an item, on its page and at the desk.

A room fills the slot in a file `beside.py`. The room that the item belongs to knows nothing of that. So a ballot can
show its box below an article, although the room of ballots is above the room of articles.
"""

from collections import defaultdict

PAGE, DESK = "page", "desk"

_fillers = defaultdict(list)


def beside(slot, template):
    """Show `template` in `slot`, PAGE or DESK, beside every item for which the decorated function returns a context.

    The function takes an item and the request. It returns a dict, or None where there is nothing to show. On a PAGE all
    readers get the same, so there it must not ask who the reader is. It must do with as few queries as the page has
    left.
    """

    def declared(context_of):
        _fillers[slot].append((template, context_of))
        return context_of

    return declared


def shown_beside(slot, item, request):
    """Yield (template, context) of all that is shown in `slot` beside `item`, room by room."""
    for template, context_of in _fillers[slot]:
        if (context := context_of(item, request)) is not None:
            yield template, context
