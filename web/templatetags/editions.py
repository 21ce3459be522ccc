"""Keeps the links in a stored text inside the edition that the reader has chosen."""

import re

from django import template
from django.conf import settings
from django.urls import get_script_prefix

register = template.Library()

INTERNAL_LINK = re.compile(r'(?P<before><a href=")(?P<site>https?://[^/"]+)?(?P<path>/(?!/)[^"]*)')
NOT_MIRRORED = (
    "/admin/",
    "/elder/",
    "/feeds/",
    "/static/",
    "/media/",
    "/robots.txt",
    "/healthz",
    "/readyz",
    "/metrics",
    "/.well-known/",
    "/sitemap.xml",
    "/sitemap-",
)
LIST_OF_FEEDS = "/feeds/"  # a page for people; what is below it is for programs


def is_mirrored(path):
    """Whether `path`, a path of the standard edition, has a page in every edition."""
    return path == LIST_OF_FEEDS or not path.startswith(NOT_MIRRORED)


@register.filter(is_safe=True)
def in_edition(html):
    """Put the prefix of the edition before every internal link of rendered HTML (`body_html`)."""
    prefix = get_script_prefix().rstrip("/")
    if not prefix:
        return html

    def prefixed(match):
        elsewhere = match["site"] and match["site"] != settings.SITE_URL
        if elsewhere or not is_mirrored(match["path"]) or match["path"].startswith((settings.MEDIA_URL, f"{prefix}/")):
            return match[0]
        return f"{match['before']}{prefix}{match['path']}"

    return INTERNAL_LINK.sub(prefixed, html)
