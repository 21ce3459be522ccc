"""One text of an item, as checks read it: block by block, without its markup."""

import re
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from typing import NamedTuple

from text.invisible import visible
from text.standard_characters import standard

HEADINGS = {"h2", "h3"}
BLOCK_TAGS = HEADINGS | {
    "p", "ul", "ol", "li", "blockquote", "table", "caption", "thead", "tbody", "tr", "th", "td", "hr",
}  # fmt: skip
# A picture in the midst of a sentence ends a line of it, not the sentence.
LINE_ENDS = {"br", "img"}
WHITE = re.compile(r"[ \t\r\n\f]+")
DIGIT = re.compile(r"[0-9０-９]")
LONG_NUMBER = re.compile(rf"{DIGIT.pattern}(?:[\s—–-]?{DIGIT.pattern}){{6,}}")


class TextBlock(NamedTuple):
    """A paragraph, heading, list item or cell. Nothing that is read as one thing goes on into the next block."""

    text: str
    is_heading: bool = False


class TextLink(NamedTuple):
    address: str
    text: str


@dataclass(frozen=True)
class Passage:
    """One text of an item: the name of its field (or of its part), its label, and the text itself."""

    field: str
    label: str
    text: str
    is_html: bool = False

    @cached_property
    def blocks(self):
        """Its blocks that hold any text, in order; a line break within one is a newline.

        They have standard characters, and nothing that nobody sees. So no check is blind to a word or a number that is
        typed with others.
        """
        seen = [block._replace(text=visible(standard(block.text)).strip()) for block in self.typed]
        return [block for block in seen if block.text]

    @cached_property
    def typed(self):
        """Its blocks with the very characters that were typed."""
        return self._read.blocks if self.is_html else [TextBlock(line) for line in self.text.splitlines()]

    @cached_property
    def plain(self):
        """Its blocks as one text, each on a line of its own."""
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def links(self):
        return self._read.links if self.is_html else []

    @cached_property
    def heading_ids(self):
        """The ids that its headings have for readers (see `rendering`)."""
        return {f"section-{number}" for number in range(1, self._read.headings + 1)} if self.is_html else set()

    @cached_property
    def _read(self):
        reader = _Reader()
        reader.feed(self.text)
        reader.close()
        reader.end_block()
        return reader


class _Reader(HTMLParser):
    """Takes sanitised HTML apart into blocks and links."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.blocks, self.links, self.headings = [], [], 0
        self._text, self._in_heading = [], False
        self._address, self._link_text = None, []

    def handle_starttag(self, tag, attrs):
        if tag in BLOCK_TAGS:
            self.end_block()
            self._in_heading = tag in HEADINGS
            self.headings += tag in HEADINGS
        elif tag in LINE_ENDS:
            self._text.append("\n")
        elif tag == "a":
            self._address, self._link_text = dict(attrs).get("href") or "", []

    def handle_endtag(self, tag):
        if tag in BLOCK_TAGS:
            self.end_block()
        elif tag == "a" and self._address is not None:
            self.links.append(TextLink(self._address, "".join(self._link_text).strip()))
            self._address = None

    def handle_data(self, data):
        text = WHITE.sub(" ", data)
        self._text.append(text)
        if self._address is not None:
            self._link_text.append(text)

    def end_block(self):
        if text := "".join(self._text).strip():
            self.blocks.append(TextBlock(text, self._in_heading))
        self._text, self._in_heading = [], False


def plain_text(html):
    """Return sanitised `html` without its markup, with one block a line."""
    return "\n".join(block.text for block in Passage("", "", html, is_html=True)._read.blocks)


def place(text, start, end, reach=6):
    """Return `text` from `start` to `end`, with `reach` characters on either side.

    It is shown to several people, so a number that may be somebody's stays hidden.
    """
    # Numbers are hidden before the text is cut. A cut could leave so little of a long number that it looks like a short
    # one.
    first, last = max(0, start - reach), min(len(text), end + reach)
    wide = max(0, first - 20)
    hidden = LONG_NUMBER.sub(lambda number: DIGIT.sub("•", number[0]), text[wide : last + 20])
    cut = hidden[first - wide : last - wide].replace("\n", " ")
    return f"{'…' if first else ''}{cut}{'…' if last < len(text) else ''}"
