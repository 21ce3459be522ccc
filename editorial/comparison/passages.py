"""Sanitised rich text as a list of passages, each of one kind."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.translation import gettext as _

from ..rendering import PHOTO_ADDRESS
from .change import Kind
from .tokens import Mark, shingles_of, tokens_of

KINDS = {"h2": Kind.HEADING, "h3": Kind.SUBHEADING, "blockquote": Kind.QUOTE, "caption": Kind.CAPTION}
BLOCKS = {*KINDS, "p", "ul", "ol", "li", "table", "thead", "tbody", "tr"}
CELLS = {"th", "td"}
LINE_BREAK = "↵\n"
BETWEEN_CELLS = " ｜ "
SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True)
class Passage:
    kind: Kind
    tokens: tuple
    key: str = ""  # by which a picture is known

    @property
    def shingles(self):
        return {Kind.PICTURE, self.key} if self.kind == Kind.PICTURE else shingles_of(self.tokens)


def passages_of(html, pictures):
    """Return the passages of sanitised `html`; `pictures` names the pictures of the library by stem."""
    reader = _Reader(pictures)
    reader.feed(html)
    reader.close()
    return reader.passages


def lines_of(text):
    """Return the passages of plain text, one a line."""
    return [Passage(Kind.PARAGRAPH, tuple(tokens_of(line))) for line in text.splitlines() if line.strip()]


class _Reader(HTMLParser):
    def __init__(self, pictures):
        super().__init__(convert_charrefs=True)
        self.pictures = pictures
        self.passages = []
        self.open_tags = []  # pairs of a tag and the mark that closes it, the innermost last
        self.tokens = []
        self.cells = None  # the tags of the table row that is being read
        self.after_row = []  # its pictures

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        match tag:
            case "img":
                self._take_picture(attrs)
            case "br":
                self.tokens.append(LINE_BREAK)
            case "hr":
                self._end_passage()
                self.passages.append(Passage(Kind.RULE, ("———",)))
            case "a":
                self._open(tag, _("[link]"), f"〔{attrs.get('href') or ''}〕")
            case "strong":
                self._open(tag, _("[bold]"), _("[end of bold]"))
            case "sup":
                self._open(tag, _("[superscript]"), _("[end of superscript]"))
            case "sub":
                self._open(tag, _("[subscript]"), _("[end of subscript]"))
            case "td" | "th":
                self._open_cell(tag, attrs)
            case _ if tag in BLOCKS:
                self._end_passage()
                self.open_tags.append((tag, ""))
                if tag == "tr":
                    self.cells = []

    def handle_endtag(self, tag):
        if tag not in {open_tag for open_tag, _mark in self.open_tags}:
            return
        if tag in BLOCKS:
            self._end_passage(row_ends=tag == "tr")
        while self.open_tags:
            open_tag, mark = self.open_tags.pop()
            if mark:
                self.tokens.append(Mark(mark))
            if open_tag == tag:
                break

    def handle_data(self, data):
        self.tokens += tokens_of(SPACE.sub(" ", data))

    def close(self):
        super().close()
        self._end_passage(row_ends=True)

    def _open(self, tag, mark, closing):
        self.tokens.append(Mark(mark))
        self.open_tags.append((tag, closing))

    def _open_cell(self, tag, attrs):
        if self.cells:
            self.tokens.append(BETWEEN_CELLS)
        if self.cells is not None:
            self.cells.append(tag)
        for name, sentence in (("colspan", _("[%s columns wide]")), ("rowspan", _("[%s rows high]"))):
            if attrs.get(name, "1") != "1":
                self.tokens.append(Mark(sentence % attrs[name]))
        self.open_tags.append((tag, ""))

    def _take_picture(self, attrs):
        match = PHOTO_ADDRESS.search((attrs.get("src") or "").partition("?")[0])
        stem = match["stem"] if match else attrs.get("src") or ""
        tokens = [self.pictures.get(stem) or _("(deleted)")]
        if alt := attrs.get("alt"):
            tokens.append(Mark(_("[alternative text: %s]") % alt))
        tokens += [Mark(mark) for tag, mark in self.open_tags if tag == "a"]
        passage = Passage(Kind.PICTURE, tuple(tokens), stem)
        if self.cells is not None:
            self.after_row.append(passage)
        else:
            self._end_passage()
            self.passages.append(passage)

    def _end_passage(self, *, row_ends=False):
        """What was read since the last passage is one; inside a table row only the row's end ends it."""
        if self.cells is not None and not row_ends:
            if self.tokens and self.tokens[-1] != BETWEEN_CELLS:
                self.tokens.append(" ")
            return
        tokens = self.tokens
        while tokens and tokens[-1] == " ":
            tokens.pop()
        while tokens and tokens[0] == " ":
            tokens.pop(0)
        if any(not isinstance(token, Mark) for token in tokens):
            self.passages.append(Passage(self._kind(), tuple(tokens)))
            self.tokens = []
        self.passages += self.after_row
        self.cells, self.after_row = None, []

    def _kind(self):
        if self.cells is not None:
            return Kind.HEAD_ROW if set(self.cells) == {"th"} else Kind.TABLE_ROW
        tags = [tag for tag, _mark in self.open_tags]
        for place in range(len(tags) - 1, -1, -1):
            if tags[place] == "li":
                return Kind.NUMBERED if "ol" in tags[max(place - 1, 0) : place] else Kind.BULLET
            if tags[place] in KINDS:
                return KINDS[tags[place]]
        return Kind.PARAGRAPH
