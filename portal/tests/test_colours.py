"""Each colour is said once: in a palette. Everything else says which colour of a palette it means."""

import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from PIL import ImageColor

ROOT = settings.BASE_DIR
STATIC = ROOT / "static"
SHARED, DESK = PALETTES = [STATIC / "css/palette.css", STATIC / "css/admin/palette.css"]
SHEETS = sorted(STATIC.rglob("*.css"))

# `property: value`, and no selector with a colon in it: that ends with a brace.
DECLARATION = re.compile(r"[{};]\s*(?P<property>[\w-]+)\s*:\s*(?P<value>[^;{}]+)(?=[;}])")
NO_COLOUR = re.compile(r"/\*.*?\*/|\"[^\"]*\"|'[^']*'|--[\w-]+", re.DOTALL)  # comments, strings and names of variables
HEX = r"#[0-9a-f]{3,8}\b"
FUNCTIONS = "rgba? hsla? hwb lab lch oklab oklch color device-cmyk".split()
RAW = re.compile(
    rf"{HEX}|(?<![\w-])(?:{'|'.join(FUNCTIONS)})\(|(?<![\w-])(?:{'|'.join(ImageColor.colormap)})(?![\w-])",
    re.IGNORECASE,
)
QUOTED = re.compile(rf"[\"']({HEX})[\"']", re.IGNORECASE)


def declarations(text):
    text = NO_COLOUR.sub(lambda met: met[0] if met[0].startswith("--") else "", text)
    return [(met["property"], met["value"]) for met in DECLARATION.finditer(text)]


def raw_colours(text):
    return [met[0] for _property, value in declarations(text) for met in RAW.finditer(NO_COLOUR.sub("", value))]


def said_in(sheet):
    """The colours of a palette by name."""
    return {name: value.strip() for name, value in declarations(sheet.read_text())}


def colours():
    return said_in(SHARED) | said_in(DESK)


def full(colour):
    """`#fff` as the palette writes it."""
    return "#" + "".join(digit * (2 if len(colour) == 4 else 1) for digit in colour[1:]).upper()


@pytest.mark.parametrize(
    ("sheet", "found"),
    [
        ("a { color: #fff }", ["#fff"]),
        ("@media print { a:hover { color: var(--ink); border: 1px solid #FFFFFF80; } }", ["#FFFFFF80"]),
        ("a{color:Red;background:rgb(0 0 0/50%)}", ["Red", "rgb("]),
        ("a { --mark: light-dark(hsl(0 0% 0%), white); }", ["hsl(", "white"]),
        ("a { b { fill: none } border-color: color-mix(in srgb, var(--ink), tan) }", ["tan"]),
        ("a { color: inherit; fill: currentcolor; background: transparent; outline-color: Highlight }", []),
        ("#fade .red:not(.tan) { white-space: nowrap; color: var(--red); content: '#fff' } /* a: red; */", []),
    ],
)
def test_a_raw_colour_is_known_where_it_stands(sheet, found):
    assert raw_colours(sheet) == found


def test_no_style_sheet_but_a_palette_says_a_colour():
    assert len(SHEETS) > 50
    found = {sheet.relative_to(STATIC): raw_colours(sheet.read_text()) for sheet in SHEETS if sheet not in PALETTES}
    assert {sheet: raw for sheet, raw in found.items() if raw} == {}


def test_a_palette_holds_colours_and_nothing_else_and_no_colour_twice():
    said = list(chain.from_iterable(declarations(sheet.read_text()) for sheet in PALETTES))
    assert [name for name, value in said if not (name.startswith("--") and re.fullmatch(r"#[0-9A-F]{6}", value))] == []
    for part in zip(*said, strict=True):
        assert [twice for twice, times in Counter(part).items() if times > 1] == []


def test_every_colour_is_used_and_every_variable_set_where_it_is_fetched():
    """Readers fetch no colour that only the desk has. A name with a slip would leave a part without its colour."""
    django = Path(finders.find("admin/css/base.css"))
    for palette, others in {SHARED: [], DESK: [SHARED, django]}.items():
        texts = [sheet.read_text() for sheet in palette.parent.glob("*.css")]
        used = set(re.findall(r"var\((--[\w-]+)", "".join(texts)))
        fetched = [*texts, *(sheet.read_text() for sheet in others)]
        set_here = {name for name, _value in chain.from_iterable(map(declarations, fetched))}
        assert said_in(palette).keys() - used == set()
        assert used - set_here == set()


def test_no_colour_has_the_name_of_what_it_is_used_for():
    """Or a sheet would set the variable from itself, and have no colour at all."""
    others = chain.from_iterable(declarations(sheet.read_text()) for sheet in SHEETS if sheet not in PALETTES)
    assert colours().keys() & {name for name, _value in others} == set()


def test_what_cannot_refer_to_a_palette_says_colours_that_it_has():
    """Tags for the browser's own frame, the sign of the site and the QR codes."""
    files = [*ROOT.glob("templates/**/*.html"), *STATIC.rglob("*.svg"), *STATIC.rglob("*.js")]
    files += [file for file in ROOT.glob("[!.]*/**/*.py") if not {"tests", "migrations"}.intersection(file.parts)]
    met = {file.relative_to(ROOT).as_posix(): QUOTED.findall(file.read_text()) for file in files}
    met = {file: {full(colour) for colour in said} for file, said in met.items() if said}
    assert met.keys() == {"templates/base.html", "static/favicon.svg", "web/templatetags/qr.py"}
    assert {file: said - set(colours().values()) for file, said in met.items()} == dict.fromkeys(met, set())


@pytest.mark.parametrize(
    ("path", "grounds"),
    [("/", {"light": "--light-ground", "dark": "--dark-ground"}), ("/elder/", {"": "--white"})],
)
def test_the_frame_of_the_browser_has_the_colour_of_the_ground(client, db, path, grounds):
    text = client.get(f"{path}about/").content.decode()
    met = re.findall(r'<meta name="theme-color" content="(#\w+)"(?: media="\(prefers-color-scheme: (\w+)\)")?>', text)
    assert {scheme: colour for colour, scheme in met} == {scheme: colours()[name] for scheme, name in grounds.items()}
