from django.core.paginator import Paginator
from django.shortcuts import render
from django.views.decorators.http import require_safe

from web.pagination import PER_PAGE, numbered_or_404

from .address import Asked
from .facets import Facets
from .fruitless import note
from .promoted import promoted_for
from .shown import lines_of, suggestions_for


@require_safe
def results(request):
    """Show the search box, and the results that readers may see at this second.

    No cache keeps the page, since its address is one of the CLOSED_DOORS.
    """
    asked = Asked(request.GET)
    found = asked.find()
    page = numbered_or_404(request, Paginator(found.keys, PER_PAGE), asked.parameters)
    facets = Facets(asked, found)
    entries, facets.entries = found.entries(page.object_list, facets.named)
    # Promoted results belong to a search as such. On its further pages, or with a facet chosen, they say nothing new.
    promoted = promoted_for(asked.query) if page.number == 1 and not asked.chosen else []
    if not (found.keys or promoted or asked.chosen):
        note(request, asked.typed)
    context = {
        "asked": asked,
        "promoted": promoted,
        "found": found,
        "facets": facets,
        "page": page,
        "lines": lines_of(found, entries),
        "suggestions": [] if found.keys or asked.chosen else suggestions_for(asked),
        "searches_here": True,
    }
    return render(request, "search/results.html", context)
