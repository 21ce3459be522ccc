"""What the page of a notice says of objections and comments."""

from django import template
from django.utils import timezone

from ..comments import standing

register = template.Library()


@register.simple_tag
def comments_of(notice, chain):
    """Return the CommentsStanding of `notice` now, or None where it asks for no comments."""
    return standing(notice, chain or [], timezone.now())
