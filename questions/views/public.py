"""便民问答 as readers find them: the list and each answer's page."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from editorial.corrections import item_or_404
from editorial.public_item import PublicItem
from editorial.withdrawn import withdrawn_page
from photos.placed import arranged
from web.pagination import page_or_404

from ..answer_search import AnswerSearch
from ..json_ld import qa_page
from ..models import Answer
from ..public_timeline import timeline_of
from ..related import related_to

MOST_ASKED = 8


@require_safe
def index(request):
    search = AnswerSearch(request.GET)
    page = page_or_404(request, search.answers(), search.parameters)
    most_asked = Answer.objects.published().asked_most().only("title", "askers")[:MOST_ASKED]
    return render(request, "questions/answer_list.html", {"search": search, "page": page, "most_asked": most_asked})


@require_safe
def detail(request, pk):
    """An answer's page. It gives 404 before the answer is public, and 410 with the reason once it is withdrawn."""
    answer = item_or_404(Answer.objects.public_or_withdrawn().for_page(), pk)
    if answer.is_withdrawn:
        return withdrawn_page(request, answer)
    return render(request, "questions/answer_detail.html", page_of(answer))


def page_of(answer):
    """Return the context of an answer's page; the admin's preview shows the same."""
    public = PublicItem.of(answer)
    return {
        "answer": answer,
        "corrections": answer.corrections.all(),
        "places": answer.places.all(),
        **arranged(answer),
        "updates": answer.updates.all(),
        "timeline": timeline_of(answer),
        "related": related_to(answer),
        "public": public,
        "json_ld": qa_page(public),
    }
