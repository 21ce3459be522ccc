"""How a headline is set."""

import re

from django import template
from django.utils.html import format_html_join

register = template.Library()

CLAUSE_END = re.compile(r"(?<=\s)|(?<=[，。；：？！”》])(?![\s，。；：？！”》])|(?=[“《])")


@register.filter
def clauses(title):
    """Keep the clauses of a headline together, so that a line breaks between them before it splits a word.

    Chinese has no spaces between words. A headline has a space between its clauses, and a quotation holds together too.
    """
    parts = [part for part in CLAUSE_END.split(title) if part]
    if len(parts) < 2:
        return title
    # The space stands between the spans: at the end of an inline block it would vanish.
    pieces = ((part.rstrip(), part[len(part.rstrip()) :]) for part in parts)
    return format_html_join("", '<span class="clause">{}</span>{}', pieces)
