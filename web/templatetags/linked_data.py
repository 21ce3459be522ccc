"""Structured data that a page gives to programs."""

import json

from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

from ..linked_data import canonical

register = template.Library()
register.filter("absolute", canonical)

ESCAPED_IN_SCRIPT = {ord(character): f"\\u{ord(character):04X}" for character in "<>&"}


@register.simple_tag
def json_ld(data):
    """Return `data` as a script element that programs read.

    Characters that could end the element early are escaped (HTML, section 4.12.1.3).
    """
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPED_IN_SCRIPT)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308
