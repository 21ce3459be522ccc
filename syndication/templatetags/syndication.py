"""Links to the feeds of a page: for programs in its head, for people below its text."""

from django import template
from django.urls import reverse

from web.addresses import public_address, standard_path

from .. import FORMATS

register = template.Library()


@register.inclusion_tag("components/_feed_links.html")
def feed_links(title, name, *args):
    """Tell programs the addresses of a feed in every format.

    `name` and `args` are those of the feed's URL. `title` says what the feed is about.
    """
    return {"title": title, "ways": [(form, public_address(path)) for form, path in _ways(name, args)]}


@register.inclusion_tag("components/_feed_ways.html")
def feed_ways(title, name, *args):
    """Show people the same addresses as links. `title` tells whoever hears only the link what the feed is about."""
    return {"title": title, "ways": [(form, standard_path(path)) for form, path in _ways(name, args)]}


def _ways(name, args):
    return [(form, reverse(f"{name}{form.suffix}", args=args)) for form in FORMATS]
