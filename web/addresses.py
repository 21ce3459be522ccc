"""Addresses as the world outside knows them: absolute, and those of the standard edition."""

import re
from html import unescape
from urllib.parse import urljoin

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.html import escape

ADDRESSES = re.compile(r'\b(?P<name>href|src|srcset)="(?P<value>[^"]*)"')


def public_address(path):
    """Return the reversed `path` as an absolute address of the standard edition, whichever edition was asked."""
    return f"{settings.SITE_URL}{standard_path(path)}"


def standard_path(path):
    """Return the reversed `path` as it stands in the standard edition."""
    return f"/{path.removeprefix(get_script_prefix())}"


def with_absolute_addresses(html, page):
    """Return rendered HTML with every address in it as it is read from elsewhere; `page` is its own absolute one.

    `html` is Django's, or what `editorial.rendering` wrote: a double quote in it is that of an attribute.
    """

    def absolute(match):
        value = unescape(match["value"])
        if match["name"] == "srcset":
            pictures = (picture.strip().partition(" ") for picture in value.split(", "))
            value = ", ".join(f"{urljoin(page, address)} {width}".strip() for address, _space, width in pictures)
        else:
            value = urljoin(page, value)
        return f'{match["name"]}="{escape(value)}"'

    return ADDRESSES.sub(absolute, html)
