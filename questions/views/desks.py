"""The desks as citizens find them: the list, each desk's page, its poster and its short address."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Min
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dates.days import midnight
from web.freshness import changes_at

from .. import how_it_works
from ..models import Answer, Desk

LATEST = 5  # answers on a desk's page
NEWEST = 10  # desks for comments on the list of desks


@require_safe
def index(request):
    now, for_comments = timezone.now(), Desk.objects.for_comments()
    desks = list(Desk.objects.standing().select_related("place", "hotline"))
    # Not sorted by the days on which they close: that order would give away what is under an embargo.
    consultations = for_comments.open().order_by("-shown_from", "-pk")[:NEWEST]
    coming = for_comments.filter(shown_from__gt=now).aggregate(next=Min("shown_from"))
    changes_at(request, midnight(timezone.localdate(now) + timedelta(days=1)), coming["next"])
    return render(
        request,
        "questions/desk_list.html",
        {
            "open_desks": [desk for desk in desks if desk.is_open],
            "closed_desks": [desk for desk in desks if not desk.is_open],
            "consultations": consultations,
        },
    )


@require_safe
def detail(request, slug):
    desk = desk_or_404(slug=slug)
    changes_at(request, desk.next_change(timezone.now()))
    answers = Answer.objects.published().filter(desk=desk).newest_first().only("title", "publish_at")[:LATEST]
    # A desk that publishes nothing has no feed, unless it published something before.
    has_feed = not desk.collects_comments and (desk.publishes_answers or bool(answers))
    return render(request, "questions/desk_detail.html", {**about(desk), "answers": answers, "has_feed": has_feed})


@require_safe
def poster(request, slug):
    """One sheet of A4 for the wall."""
    desk = desk_or_404(slug=slug)
    # The address is the same in both editions: it is short, and what is printed cannot change. Nobody types https://
    # from a wall.
    address = f"{settings.SITE_URL}/q/{desk.pk}/"
    words = address.partition("://")[2]
    return render(request, "questions/desk_poster.html", {**about(desk), "address": address, "words": words})


@require_safe
def short(request, pk):
    """Redirect the short address of the poster to the desk. Nobody types pinyin from a wall."""
    return redirect(desk_or_404(pk=pk))


def desk_or_404(**lookup):
    return get_object_or_404(Desk.objects.public().select_related("place", "hotline__authority"), **lookup)


def about(desk):
    """Return what every page of `desk` says of it."""
    return {
        "desk": desk,
        "steps": how_it_works.steps(desk),
        "asked_for": how_it_works.asked_for(desk),
        "invitation": how_it_works.INVITATIONS[desk.kind],
        "examples": how_it_works.EXAMPLES[desk.kind],
        "other_desks": [] if desk.is_open or desk.collects_comments else Desk.objects.standing().open(),
    }
