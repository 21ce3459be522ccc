"""The slots of a page and of the desk that other rooms fill."""

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html_join

from ..beside import DESK, PAGE, shown_beside

register = template.Library()


@register.simple_tag(takes_context=True)
def beside_page(context, item):
    """All that other rooms show on the public page of `item`."""
    return _rendered(PAGE, item, context["request"])


@register.simple_tag(takes_context=True)
def beside_desk(context, item):
    """All that other rooms show at the desk beside `item`, as items of a list."""
    return _rendered(DESK, item, context["request"])


def _rendered(slot, item, request):
    shown = shown_beside(slot, item, request)
    return format_html_join("", "{}", ((render_to_string(name, filled, request),) for name, filled in shown))
