"""What templates say about notices in words."""

import re

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from ..comments import standing
from ..period_words import change_moment, change_sentence, end_words, period_words, when_told

register = template.Library()
register.filter("period", period_words)
register.filter("when", when_told)
register.filter("ends", end_words)


@register.filter
def breakable(period):
    """Let a line end behind the 至 of `period`. Where the page keeps its dates together, it ends nowhere else."""
    first, to, last = period.partition("至")
    return format_html("{}{}<wbr>{}", first, to, last)


# How a step may have been numbered by hand: 1. 1、 (1) 一、 but not the 10 of 10.5元.
NUMBERED_BY_HAND = re.compile(r"^\s*(?:[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:[)）、]|[.．](?!\d)))\s*")


@register.filter
def steps(notice):
    """Return what to do, one step each, without the numbers that were typed before the steps."""
    lines = [NUMBERED_BY_HAND.sub("", line).strip() for line in notice.what_to_do.splitlines()]
    return [line for line in lines if line]


@register.simple_tag
def change(notice, key, title):
    """Return what the next in the chain does to `notice`, with a link to it. `key` and `title` are its own.

    Return an empty string where it does nothing, because it was taken back before its day.
    """
    link = format_html('<a href="{}">《{}》</a>', reverse("notices:detail", args=[key]), title)
    return format_html(change_sentence(notice), notice=link, moment=change_moment(notice))


@register.simple_tag
def comments_of(notice, chain):
    """Return the CommentsStanding of `notice` now, or None where it asks for no comments."""
    return standing(notice, chain or [], timezone.now())
