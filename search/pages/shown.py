"""Results in the form in which a line of the page shows them."""

from dataclasses import dataclass

from django.utils import timezone

from declarations.findable import kinds

from ..core import moments, suggestions
from ..core.finding import Found
from .period import status_of
from .snippets import Marker


@dataclass(frozen=True)
class Line:
    """An entry with its words marked: `title` and `excerpt` are HTML, `status` is None where there is no period."""

    entry: object
    title: str
    excerpt: str
    kind: str
    status: object


@dataclass(frozen=True)
class Suggestion:
    text: str
    address: str


def suggestions_for(asked):
    """Return Suggestions of what may have been meant by what `asked` asks for."""
    words = suggestions.alike(asked.query, moments.last_number_of(timezone.now()))
    return [Suggestion(word, asked.address(q=word)) for word in words]


def lines_of(found, entries):
    """Return the Lines of `entries`, some of what was `found`."""
    if not entries:
        return []
    now, labels = timezone.now(), kinds()
    marker = Marker(found.query.typed)
    lines = []
    for entry in entries:
        if found.way == Found.BY_SOUND:
            marker = Marker(suggestions.heard_in(entry.title, suggestions.readings_of(found.query)))
        title, excerpt = marker.mark(entry.title), marker.excerpt(entry.text)
        lines.append(Line(entry, title, excerpt, labels.get(entry.kind, ""), status_of(entry, now)))
    return lines
