"""The board, and each notice's page."""

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from editorial.corrections import item_or_404
from editorial.public_item import PublicItem
from editorial.withdrawn import withdrawn_page
from web.freshness import changes_at
from web.pagination import PER_PAGE, page_or_404

from .. import chains, comments
from ..board import Board
from ..json_ld import notice_page
from ..models import Notice
from ..related import related_to


@require_safe
def index(request):
    """Show the first notices of every status, or one status page by page if it is asked for."""
    board = Board(request.GET)
    if board.status:
        notices = board.notices(board.status)
        page = page_or_404(request, notices, board.parameters)
        page.object_list = notices.rows((page.number - 1) * PER_PAGE, page.number * PER_PAGE)
        sections, shown = [], page.object_list
    else:
        page, sections = board, list(board.sections)
        shown = [notice for section in sections for notice in section.notices]
    changes_at(request, board.current.next_change, *_changes(shown))
    return render(request, "notices/notice_list.html", {"board": board, "page": page, "sections": sections})


@require_safe
def detail(request, pk):
    """A notice's page. It gives 404 before the notice is public, and 410 with the reason once it is withdrawn."""
    notice = item_or_404(Notice.objects.public_or_withdrawn().for_page(), pk)
    if notice.is_withdrawn:
        return withdrawn_page(request, notice)
    page = page_of(notice)
    comments_change = comments.next_change(notice, timezone.now())
    changes_at(request, notice.chain_grows_at, comments_change, *_changes([notice, *page["chain"], *page["related"]]))
    return render(request, "notices/notice_detail.html", page)


@require_safe
def by_index_number(request, index_number):
    """An address that a citizen can write down from the paper. It leads to the notice for good."""
    notice = get_object_or_404(Notice.objects.public_or_withdrawn().only("pk"), index_number=index_number)
    return HttpResponsePermanentRedirect(notice.get_absolute_url())


def page_of(notice):
    """Return the context of a notice's page; the admin's preview shows the same."""
    chain, places = chains.chain_of(notice), list(notice.places.all())
    follower, public = chains.follower_of(notice, chain), PublicItem.of(notice)
    return {
        "notice": notice,
        "chain": chain,
        "follower": follower,
        "current": chains.current_word(notice, chain),
        "corrections": notice.corrections.all(),
        "places": places,
        "facts": notice.facts.all(),
        "attachments": notice.attachments.all(),
        "related": related_to(notice, places, chain),
        "public": public,
        "json_ld": notice_page(public),
    }


def _changes(notices):
    """The next moments at which one of `notices` has another status."""
    now = timezone.now()
    return [notice.next_change(now) for notice in notices]
