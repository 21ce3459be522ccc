"""Where the feeds of a page are: for programs in its head, for people below its text."""

from django import template
from django.urls import reverse

from web.addresses import public_address, standard_path

from .. import FORMATS

register = template.Library()


@register.inclusion_tag("components/_feed_links.html")
def feed_links(title, name, *args):
    """Tell programs of the feed with the URL's `name` and `args`, in every format; `title` is what it is about."""
    return {"title": title, "ways": [(form, public_address(path)) for form, path in _ways(name, args)]}


@register.inclusion_tag("components/_feed_ways.html")
def feed_ways(title, name, *args):
    """The same as links for people; `title` says what the feed is about to whoever hears a link alone."""
    return {"title": title, "ways": [(form, standard_path(path)) for form, path in _ways(name, args)]}


def _ways(name, args):
    return [(form, reverse(f"{name}{form.suffix}", args=args)) for form in FORMATS]
