"""Numbered pages that cost the same whether the table holds a hundred rows or a million."""

from urllib.parse import urlencode

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.http import Http404
from django.utils.functional import cached_property

PER_PAGE = 20
MOST_PAGES = 50


class BoundedPaginator(Paginator):
    """Page numbers over the newest MOST_PAGES pages. What is older is found in the archive by day.

    Counting stops at the bound, and no page is beyond it. So neither COUNT nor OFFSET grows with the table.
    """

    def __init__(self, queryset, per_page=PER_PAGE):
        super().__init__(queryset, per_page)
        self.bound = per_page * MOST_PAGES

    @cached_property
    def _counted(self):
        return self.object_list.order_by().values("pk")[: self.bound + 1].count()

    @cached_property
    def count(self):
        return min(self._counted, self.bound)

    @property
    def is_cut(self):
        """Whether the archive holds more than the pages show."""
        return self._counted > self.bound


def page_or_404(request, queryset, filters=None):
    """Return the page of `queryset` that `?page=` asks for, as `numbered_or_404` does."""
    return numbered_or_404(request, BoundedPaginator(queryset), filters)


def numbered_or_404(request, paginator, filters=None):
    """Return the page that `?page=` asks for, or the first where nothing is asked; raise Http404 for nonsense.

    `filters` is a dict of the other parameters in the list's address; links to other pages keep them. On the page that
    is returned, `filters` is the beginning of the query in such a link, and `query` is the end of the page's own
    address.
    """
    try:
        page = paginator.page(request.GET.get("page", "1"))
    except (EmptyPage, PageNotAnInteger) as error:
        raise Http404 from error
    page.shown_numbers = list(paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1))
    page.filters = f"{urlencode(filters)}&" if filters else ""
    own = {**(filters or {}), **({"page": page.number} if page.number > 1 else {})}
    page.query = f"?{urlencode(own)}" if own else ""
    return page
