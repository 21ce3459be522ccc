"""Bars as numbers for SVG: how long each part is and where it begins."""

WIDTH = 1000  # of the longest bar, in the drawing's own units
PARTS = ("in_time", "late", "unanswered")


def bars(trend):
    """Return [(month, Figures, [(part, x, width)])] for the months of `trend`.

    The longest bar is WIDTH wide. Empty parts are left out.
    """
    longest = max((figures.due for _month, figures in trend), default=0)
    return [(month, figures, _parts(figures, longest)) for month, figures in trend]


def _parts(figures, longest):
    """Return [(part, x, width)] of one bar.

    The edges are rounded and not the widths, so that the parts meet and the sum is right.
    """
    parts, before = [], 0
    for name in PARTS:
        after = before + getattr(figures, name)
        if after > before:
            x = before * WIDTH // longest
            parts.append((name.replace("_", "-"), x, after * WIDTH // longest - x))
        before = after
    return parts
