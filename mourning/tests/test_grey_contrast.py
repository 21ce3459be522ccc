"""Grey keeps what colours said: every text is readable on its ground, and what is urgent still stands out."""

from itertools import product

import pytest
from PIL import ImageColor

from portal.tests.test_colours import SHARED, said_in

READABLE, STANDS_OUT = 4.5, 3  # WCAG 2.2, 1.4.3 and 1.4.11
TEXTS = "ink muted accent focus in-force upcoming ended".split()
# Where the elder edition and the dark have no colour of their own for something, they have that of another.
PALETTE = {name.removeprefix("--"): value for name, value in said_in(SHARED).items()}
SCHEMES = {
    "light": ("light-", ["light-ground", "light-panel"]),
    "dark": ("dark-", ["dark-ground", "dark-panel"]),
    "elder": ("elder-", ["white"]),
}


def grey(colour):
    """The level of grey that `grayscale(1)` makes of `colour` (Filter Effects, 12.1.1), from 0 to 1."""
    red, green, blue = (part / 255 for part in ImageColor.getrgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    def luminance(level):
        return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4

    dark, light = sorted([luminance(grey(one)), luminance(grey(other))])
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_stays_readable(scheme):
    prefix, grounds = SCHEMES[scheme]
    texts = [PALETTE[prefix + text] for text in TEXTS if prefix + text in PALETTE]
    assert texts
    for text, ground in product(texts, grounds):
        assert contrast(text, PALETTE[ground]) >= READABLE, (text, ground)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_an_urgent_notice_stands_out_from_the_page_and_reads(scheme):
    prefix, grounds = SCHEMES[scheme]
    assert contrast(PALETTE[f"{prefix}accent"], PALETTE[grounds[0]]) >= max(STANDS_OUT, READABLE)
