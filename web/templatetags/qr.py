"""QR codes, as the printed paper puts them beside a story (扫码观看)."""

import segno
from django import template
from django.utils.html import format_html
from django.utils.safestring import mark_safe

register = template.Library()


@register.simple_tag
def qr_code(url, label):
    """Return `url` as an inline SVG of about 2 KB, named `label` for those who cannot see it."""
    drawing = segno.make(url, error="m", micro=False).svg_inline(
        svgclass=None, lineclass=None, omitsize=True, border=4, dark="#000", light="#fff"
    )
    # segno makes the rest of the drawing from numbers alone. The label is escaped by format_html.
    rest = mark_safe(drawing.removeprefix("<svg"))  # noqa: S308
    return format_html('<svg class="qr" role="img" aria-label="{}"{}', label, rest)
