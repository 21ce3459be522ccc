"""What has to go before others read a question: names, telephone and identity numbers, house numbers."""

import re

from django.utils.html import format_html, format_html_join

from editorial.preflight.numbers import plain
from text.house_numbers import HOUSE_NUMBER

# Each mark says what was taken out in its place.
NAME, NUMBER, HOUSE = "〔姓名〕", "〔号码〕", "〔门牌〕"
HEADLINE = "〔标题〕"  # where an editor has to write a headline
MARKS = (NAME, NUMBER, HOUSE, HEADLINE)
# 7 digits are a telephone number of the city, 11 a mobile number, 15 to 19 an identity or bank card. 12345 is a
# public hotline and belongs to nobody.
LONG_NUMBER = re.compile(r"(?<![0-9])(?:[0-9][ -]?){6,18}[0-9Xx](?![0-9])")
SAID_NAME = re.compile(r"(?:我叫|我是|姓名[:：]|名叫)(?P<name>[\u4e00-\u9fff]{2,3})(?=[，,。.、；;！! ]|$)")


def spots(text, names=()):
    """Return [(start, end, mark)] of what is private in `text`, in order and without overlaps.

    `names` are names that are known to be private.
    """
    level = plain(text)
    # The position in `text` of each character of `level`, which lacks what nobody sees.
    places = [place for place, character in enumerate(text) for _kept in plain(character)]
    found = [(match.start(), match.end(), NUMBER) for match in LONG_NUMBER.finditer(level)]
    found += [(match.start(), match.end(), HOUSE) for match in HOUSE_NUMBER.finditer(level)]
    found += [(match.start("name"), match.end("name"), NAME) for match in SAID_NAME.finditer(level)]
    for name in filter(None, map(plain, names)):
        found += [(match.start(), match.end(), NAME) for match in re.finditer(re.escape(name), level)]
    apart, end_of_last = [], 0
    for start, end, mark in sorted(found):
        if start >= end_of_last:
            apart.append((places[start], places[end - 1] + 1, mark))
            end_of_last = end
    return apart


def anonymised(text, names=()):
    """Return `text` with a mark in the place of everything private that was found. An editor checks the result."""
    return "".join(mark or piece for piece, mark in _pieces(text, names))


def highlighted(text, names=()):
    """Return `text` as HTML. What `anonymised` would take out is in <mark>."""
    pieces = (format_html("<mark>{}</mark>", piece) if mark else piece for piece, mark in _pieces(text, names))
    return format_html_join("", "{}", ((piece,) for piece in pieces))


def _pieces(text, names):
    """Yield `text` cut into (piece, mark). What is not private has no mark."""
    at = 0
    for start, end, mark in spots(text, names):
        yield text[at:start], ""
        yield text[start:end], mark
        at = end
    yield text[at:], ""


def paragraphs(text):
    """Return plain `text` as HTML: one paragraph for each line that is not blank."""
    return format_html_join("\n", "<p>{}</p>", ((line.strip(),) for line in text.splitlines() if line.strip()))
