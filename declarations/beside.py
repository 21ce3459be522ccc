"""What other rooms show beside an item, on its page and at the desk.

A room fills the slot in a file `beside.py`; the room whose item it is knows nothing of it. So a ballot can show its box
below an article although ballots lie above articles.
"""

from collections import defaultdict

PAGE, DESK = "page", "desk"

_fillers = defaultdict(list)


def beside(slot, template):
    """Show `template` in `slot`, PAGE or DESK, of whatever items the decorated function returns a context for.

    The function is given an item and the request, and returns a dict, or None where there is nothing to show. On a PAGE
    all readers get the same: it asks nothing of who is there, and does with as few queries as the page has left.
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
