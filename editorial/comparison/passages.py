"""Sanitised rich text as a list of passages, each of one kind."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from django.utils.translation import gettext as _, gettext_lazy

from ..rendering import stem_in
from .change import BlockKind
from .tokens import Mark, shingles_of, tokens_of

KINDS = {
    "h2": BlockKind.HEADING,
    "h3": BlockKind.SUBHEADING,
    "blockquote": BlockKind.QUOTE,
    "caption": BlockKind.CAPTION,
}
MARKS = {
    "strong": (gettext_lazy("[bold]"), gettext_lazy("[end of bold]")),
    "sup": (gettext_lazy("[superscript]"), gettext_lazy("[end of superscript]")),
    "sub": (gettext_lazy("[subscript]"), gettext_lazy("[end of subscript]")),
}
BLOCKS = {*KINDS, "p", "ul", "ol", "li", "table", "thead", "tbody", "tr"}
CELLS = {"th", "td"}
LINE_BREAK = "↵\n"
BETWEEN_CELLS = " ｜ "
SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True)
class ComparedPassage:
    kind: BlockKind
    tokens: tuple
    key: str = ""  # the stem of a picture, by which it is known

    @property
    def shingles(self):
        return {BlockKind.PICTURE, self.key} if self.kind == BlockKind.PICTURE else shingles_of(self.tokens)


def passages_of(html, pictures):
    """Return the passages of sanitised `html`. `pictures` is {stem: name} of pictures of the library."""
    reader = _PassageReader(pictures)
    reader.feed(html)
    reader.close()
    return reader.passages


def lines_of(text):
    """Return the passages of plain text, one for each line."""
    return [ComparedPassage(BlockKind.PARAGRAPH, tuple(tokens_of(line))) for line in text.splitlines() if line.strip()]


class _PassageReader(HTMLParser):
    def __init__(self, pictures):
        super().__init__(convert_charrefs=True)
        self.pictures = pictures
        self.passages = []
        self.open_tags = []  # pairs of a tag and the mark that closes it, the innermost last
        self.tokens, self.words = [], 0  # what was read since the last passage, and how many tokens of it are no marks
        self.cells = None  # the tags of the cells in the table row that is being read; None outside of one
        self.after_row = []  # the pictures of that row

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        match tag:
            case "img":
                self._take_picture(attrs)
            case "br":
                self._add([LINE_BREAK])
            case "hr":
                self._end_passage()
                self.passages.append(ComparedPassage(BlockKind.RULE, ("———",)))
            case "a":
                self._open(tag, _("[link]"), f"〔{attrs.get('href') or ''}〕")
            case "strong" | "sup" | "sub":
                self._open(tag, *MARKS[tag])
            case "td" | "th":
                self._open_cell(tag, attrs)
            case _ if tag in BLOCKS:
                self._end_passage()
                self.open_tags.append((tag, ""))
                if tag == "tr":
                    self.cells = []

    def handle_endtag(self, tag):
        if not any(open_tag == tag for open_tag, _mark in reversed(self.open_tags)):
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
        self._add(tokens_of(SPACE.sub(" ", data)))

    def close(self):
        super().close()
        self._end_passage(row_ends=True)

    def _add(self, words):
        self.tokens += words
        self.words += len(words)

    def _open(self, tag, mark, closing):
        self.tokens.append(Mark(mark))
        self.open_tags.append((tag, closing))

    def _open_cell(self, tag, attrs):
        if self.cells:
            self._add([BETWEEN_CELLS])
        if self.cells is not None:
            self.cells.append(tag)
        for name, sentence in (("colspan", _("[%s columns wide]")), ("rowspan", _("[%s rows high]"))):
            if attrs.get(name, "1") != "1":
                self.tokens.append(Mark(sentence % attrs[name]))
        self.open_tags.append((tag, ""))

    def _take_picture(self, attrs):
        address = attrs.get("src") or ""
        stem = stem_in(address) or address
        tokens = [self.pictures.get(stem) or _("(deleted)")]
        if alt := attrs.get("alt"):
            tokens.append(Mark(_("[alternative text: %s]") % alt))
        tokens += [Mark(mark) for tag, mark in self.open_tags if tag == "a"]
        passage = ComparedPassage(BlockKind.PICTURE, tuple(tokens), stem)
        if self.cells is not None:
            self.after_row.append(passage)
        else:
            self._end_passage()
            self.passages.append(passage)

    def _end_passage(self, *, row_ends=False):
        """Make one passage of what was read since the last one. Inside a table row only the end of the row does so."""
        if self.cells is not None and not row_ends:
            if self.tokens and self.tokens[-1] != BETWEEN_CELLS:
                self._add([" "])
            return
        tokens = self.tokens
        while tokens and tokens[-1] == " ":
            tokens.pop()
            self.words -= 1
        first = next((place for place, each in enumerate(tokens) if each != " "), len(tokens))
        if self.words > first:
            self.passages.append(ComparedPassage(self._kind(), tuple(tokens[first:])))
            self.tokens, self.words = [], 0
        self.passages += self.after_row
        self.cells, self.after_row = None, []

    def _kind(self):
        if self.cells is not None:
            return BlockKind.HEAD_ROW if set(self.cells) == {"th"} else BlockKind.TABLE_ROW
        for place in range(len(self.open_tags) - 1, -1, -1):
            tag = self.open_tags[place][0]
            if tag == "li":
                return BlockKind.NUMBERED if place and self.open_tags[place - 1][0] == "ol" else BlockKind.BULLET
            if tag in KINDS:
                return KINDS[tag]
        return BlockKind.PARAGRAPH
