"""Absolute addresses for use outside the site; they are always those of the standard edition."""

import re
from html import unescape
from urllib.parse import urljoin

from django.conf import settings
from django.urls import get_script_prefix
from django.utils.html import escape

ADDRESSES = re.compile(r'\b(?P<name>href|src|srcset)="(?P<value>[^"]*)"')


def public_address(path):
    """Return `path`, a result of `reverse`, as an absolute address of the standard edition.

    The edition in which the request came makes no difference.
    """
    return f"{settings.SITE_URL}{standard_path(path)}"


def standard_path(path):
    """Return `path`, a result of `reverse`, as the path of the same page in the standard edition."""
    return f"/{path.removeprefix(get_script_prefix())}"


def with_absolute_addresses(html, page):
    """Return rendered HTML with every address in it made absolute, so that it can be read elsewhere.

    `page` is the page's own absolute address; relative addresses are resolved against it. `html` was written by Django
    or by `editorial.rendering`, so every double quote in it delimits an attribute.
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
