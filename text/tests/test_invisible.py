"""One list of what nobody sees; all that reads texts shares it."""

import re
import unicodedata
from pathlib import Path

import pytest
from django.conf import settings

from text.invisible import BLANKS, INVISIBLE, SPACES, is_blank, visible, without_stray

ESCAPED = re.compile(r"\\u(?:00ad|034f|061c|180e|200[b-f]|202[a-e]|206[0-9a-f]|fe0[0-9a-f]|feff)", re.IGNORECASE)
ITS_OWN = {"text/invisible.py", "spreadsheet/download.py"}  # the list; a byte order mark that is written, not read


def test_every_mark_of_format_that_is_not_drawn_is_on_the_list():
    """Those that are drawn are signs of numbers in Arabic, Syriac and Kaithi, and of hieroglyphs."""
    formats = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Cf"}
    drawn = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
    assert formats - INVISIBLE <= {*drawn, *map(chr, range(0x13430, 0x13440))}


def test_every_space_of_unicode_is_a_space():
    assert {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Zs"} == set(SPACES)


@pytest.mark.parametrize("mark", [
    "\u200b", "\u200c", "\u200d", "\u200e", "\u202d", "\u2068", "\ufeff", "\u00ad", "\ufe0f", "\u3164", "\U000e0041",
])  # fmt: skip
@pytest.mark.parametrize("text", ["桃花{}新村", "138{}0000", "，{}桃花", "{}", "字 {}"])
def test_what_means_nothing_is_dropped_from_what_is_printed(mark, text):
    assert without_stray(text.format(mark, mark)) == visible(text.format(mark, mark)) == text.format("", "")


@pytest.mark.parametrize("text", [
    "四十五\u2060天",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467、❤\ufe0f、❤\ufe0f\u200d\U0001f525、☎\ufe0e、1\ufe0f\u20e3",
    "\U0001f9d1\U0001f3fd\u200d\U0001f680",
    "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "葛\U000e0100城、\U00020bb7\ufe00",
    "infra\u00adstructure",
    "ئۇيغۇر \u200f(ABC)\u200f",
])  # fmt: skip
def test_what_means_something_is_printed_but_never_compared(text):
    assert without_stray(text) == text
    assert not INVISIBLE.intersection(visible(text))
    assert visible(text) != text


def test_what_nobody_sees_is_blank():
    assert all(map(is_blank, [*BLANKS, "\x00", "\u2028"]))
    assert not any(map(is_blank, "字a1，❤"))


def test_nowhere_else_is_there_a_list():
    root = Path(settings.BASE_DIR)
    sources = {path.relative_to(root).as_posix(): path for path in root.glob("*/**/*.py")}
    texts = {
        name: path.read_text()
        for name, path in sources.items()
        if not {"tests", "migrations", "node_modules"}.intersection(Path(name).parts) and not name.startswith(".")
    }
    assert {name for name, source in texts.items() if ESCAPED.search(source) or INVISIBLE & set(source)} == ITS_OWN
