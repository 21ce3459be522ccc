"""Feeds of questions with their answers: one for each desk."""

from functools import partial

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from editorial.newest import newest
from syndication import Feed, FeedEntry, Picture, syndicated
from web.addresses import public_address

from .models import Answer, Desk


@syndicated
def desk_feed(request, slug):
    """The feed of a desk that answers; 404 for a desk for comments.

    Comments are gathered and never answered in public.
    """
    desk = get_object_or_404(Desk.objects.standing(), slug=slug)
    title = _("%(newspaper)s: %(name)s") % {"newspaper": settings.NEWSPAPER["name"], "name": desk.heading}
    return Feed(title, desk.introduction, desk.get_absolute_url(), entries(request, desk.answers.all()))


def entries(request, answers):
    """Return the newest public ones of `answers` as feed entries.

    The HTTP response may be cached until the next answer comes out.
    """
    return [_entry(answer) for answer in newest(request, answers)]


def _entry(answer):
    return FeedEntry(
        answer.title,
        answer.summary,
        public_address(answer.get_absolute_url()),
        answer.publish_at,
        max(answer.publish_at, answer.last_corrected_at or answer.publish_at),
        html=partial(
            render_to_string, "questions/_answer_in_feed.html", {"answer": answer, "newspaper": settings.NEWSPAPER}
        ),
        authors=(answer.duty_reporter,),
        categories=(Answer._meta.verbose_name, answer.desk.heading),
        picture=Picture.of(answer.lead_photo),
    )
