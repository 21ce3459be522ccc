"""The urgent bar and the ribbons: words as well as colours, and colours that can be read.

When the bar comes and goes is tested with the frame of the pages.
"""

import re

import pytest
from django.conf import settings

from notices.models import Notice
from portal.testing import make_notice

CSS = settings.BASE_DIR / "static/css"
DARK = "@media (prefers-color-scheme: dark)"
LEAST_CONTRAST = 6  # to one: visual.md promises more than WCAG's 4.5


def scheme(name):
    """The colours of a scheme by token."""
    palette = dict(re.findall(r"(--[\w-]+): (#[0-9A-F]{6});", (CSS / "palette.css").read_text()))
    light, _at, dark = (CSS / "tokens.css").read_text().partition(DARK)
    over = {"light": "", "dark": dark, "elder": (CSS / "elder.css").read_text()}[name]
    tokens = re.findall(r"(--[\w-]+): var\((--[\w-]+)\);", light + over)
    return {token: palette[colour] for token, colour in tokens if colour in palette}


def contrast(one, other):
    """The contrast of two colours as WCAG 2.2 defines it."""

    def luminance(colour):
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    lighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("name", ["light", "dark", "elder"])
def test_the_bar_and_every_ribbon_can_be_read_on_every_ground(name):
    colours = scheme(name)
    marks = ("--accent", "--in-force", "--upcoming", "--ended")
    found = {
        mark: min(contrast(colours[mark], colours[ground]) for ground in ("--ground", "--panel")) for mark in marks
    }
    assert {mark: value for mark, value in found.items() if value < LEAST_CONTRAST} == {}


def test_contrast_is_reckoned_as_the_standard_does():
    assert contrast("#000000", "#FFFFFF") == 21
    assert round(contrast("#777777", "#FFFFFF"), 2) == 4.48


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_the_bar_is_a_named_part_behind_the_skip_link_and_says_that_it_is_urgent(client, db, edition):
    notice = make_notice("寒潮<橙色>预警", level=Notice.Level.URGENT)
    text = client.get(f"{edition}/about/").content.decode()
    bar = text[text.index("<aside") : text.index("</aside>")]
    assert (
        text.index('class="skip"') < text.index('<aside class="urgent" aria-label="紧急通告">') < text.index("<header")
    )
    assert f'<a href="{edition}/notices/{notice.pk}/"><strong>紧急</strong> 寒潮&lt;橙色&gt;预警</a>' in bar


def test_the_bar_is_not_printed_and_its_links_are_large_enough_for_a_finger():
    sheet = (CSS / "urgent.css").read_text()
    assert "@media print { .urgent { display: none; } }" in sheet
    assert re.search(r"\.urgent a \{[^}]*min-height: var\(--target\)", sheet)


@pytest.mark.parametrize("status", Notice.Status)
def test_every_status_has_a_word_beside_its_colour(status):
    from django.template.loader import render_to_string

    ribbon = render_to_string("notices/_status.html", {"status": status}).strip()
    assert ribbon == f'<strong class="ribbon {status.value}">{status.label}</strong>'
    assert re.fullmatch(r"[一-鿿]+", str(status.label))
