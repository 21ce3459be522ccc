"""Feeds of questions with their answers: one for each desk."""

from django.shortcuts import get_object_or_404

from editorial.feeds import entries_of, titled
from syndication import Feed, syndicated

from .models import Desk


@syndicated
def desk_feed(request, slug):
    """The feed of a desk that answers; 404 for a desk for comments.

    Comments are gathered and never answered in public.
    """
    desk = get_object_or_404(Desk.objects.standing(), slug=slug)
    entries = entries_of(request, desk.answers.all())
    return Feed(titled(desk.heading), desk.introduction, desk.get_absolute_url(), entries)
