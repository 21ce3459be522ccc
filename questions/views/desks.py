"""The desks as citizens find them: the list, each desk's page, its poster and its short address."""

from django.conf import settings
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from .. import how_it_works
from ..models import Answer, Desk

LATEST = 5  # answers on a desk's page


@require_safe
def index(request):
    desks = list(Desk.objects.select_related("place", "hotline"))
    return render(
        request,
        "questions/desk_list.html",
        {
            "open_desks": [desk for desk in desks if desk.is_open],
            "closed_desks": [desk for desk in desks if not desk.is_open],
        },
    )


@require_safe
def detail(request, slug):
    desk = desk_or_404(slug=slug)
    answers = Answer.objects.published().filter(desk=desk).newest_first().only("title", "publish_at")[:LATEST]
    return render(request, "questions/desk_detail.html", {**about(desk), "answers": answers})


@require_safe
def poster(request, slug):
    """One sheet of A4 for the wall."""
    desk = desk_or_404(slug=slug)
    # The same in both editions: short, and what is printed stays. Nobody types https:// from a wall.
    address = f"{settings.SITE_URL}/q/{desk.pk}/"
    words = address.partition("://")[2]
    return render(request, "questions/desk_poster.html", {**about(desk), "address": address, "words": words})


@require_safe
def short(request, pk):
    """What stands on the poster, since nobody types pinyin from a wall."""
    return redirect(get_object_or_404(Desk, pk=pk))


def desk_or_404(**lookup):
    return get_object_or_404(Desk.objects.select_related("place", "hotline__authority"), **lookup)


def about(desk):
    """What every page of `desk` says of it."""
    return {
        "desk": desk,
        "steps": how_it_works.steps(desk),
        "asked_for": how_it_works.asked_for(desk),
        "invitation": how_it_works.INVITATIONS[desk.kind],
        "examples": how_it_works.EXAMPLES[desk.kind],
        "other_desks": [] if desk.is_open else Desk.objects.open(),
    }
