"""Reads HTML tag by tag, each once: what was typed, before a parser gets it, and what a parser has written.

A parser of HTML mends whatever it is given, and bad HTML can make it work without end. Of ten thousand quotations in
one another, each walks through all others. Bold that was left open is opened anew in every paragraph. So a parser is
given level HTML only: no comments, no attributes that are not kept, every tag closed, no tag deeper than DEEPEST.
"""

import re
from collections import Counter
from html import unescape

DEEPEST = 50  # nested tags; a list in a table in a quotation has seven
# These patterns take tags apart as the HTML standard does (13.2.5.6 and following). They are possessive, so that no
# character is read twice.
SPACE = r"\t\n\f\r "
ATTRIBUTE = re.compile(
    rf"""
    (?P<name>[^{SPACE}/>][^{SPACE}/>=]*+)
    (?: [{SPACE}]*+ = [{SPACE}]*+
        (?: "(?P<double>[^"]*+)(?:"|\Z) | '(?P<single>[^']*+)(?:'|\Z) | (?P<bare>[^{SPACE}>]*+) )
    )?+
    """,
    re.VERBOSE,
)
UNNAMED = re.sub(r"\?P<\w+>", "?:", ATTRIBUTE.pattern)
TOKEN = re.compile(
    rf"""
    <!--(?: -?> | .*?(?:--!?>|\Z) )
    | <[!?][^>]*+(?:>|\Z)
    | </(?: > | [^a-zA-Z>][^>]*+(?:>|\Z) )
    | <(?P<closes>/?)(?P<name>[a-zA-Z][^{SPACE}/>]*+) (?P<attributes>(?: [{SPACE}/]++ | {UNNAMED} )*+) (?P<ends>>|\Z)
    """,
    re.VERBOSE | re.DOTALL,
)
VOID = {
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "image", "img", "input", "keygen",
    "link", "meta", "param", "source", "track", "wbr",
}  # fmt: skip
# Elements in which nothing is a tag, up to their end tag.
RAW = {"iframe", "noscript", "script", "style"}
RAW_END = {name: re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE) for name in RAW}
# {a tag: the tags that its start ends}, where such a tag was opened last and nobody has closed it.
HEADINGS = {"h2", "h3"}
ENDED_BY = {
    "li": {"li"}, "td": {"td", "th", "p"}, "th": {"td", "th", "p"}, "tr": {"tr", "td", "th", "p"},
    **dict.fromkeys(HEADINGS, HEADINGS),
}  # fmt: skip
# Blocks that end an open paragraph before them, even where the block is not kept (HTML, section 13.2.6.4.7).
PARAGRAPH_ENDS = {
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h2", "h3", "header", "hgroup", "hr", "li", "listing", "main", "menu",
    "nav", "ol", "p", "pre", "search", "section", "summary", "table", "ul",
}  # fmt: skip
INLINE = {"a", "strong", "sub", "sup"}
LISTS = {"ul", "ol"}
CELLS = {"td", "th", "caption"}
TABLE = CELLS | {"table", "thead", "tbody", "tfoot", "tr"}
# Elements that may close themselves, as no others can. Then they are empty.
FOREIGN = {"svg", "math"}


class Leveller:
    """Makes `html` level. The result is `text`.

    It has only the tags in `kept`. Before that, tags in `renamed` get another name, {old: new}. `keeping` says which
    attributes stay: {tag: names}. `told(tag, name, value)` is called for every start tag, with None for name and value,
    and once more for each of its attributes. `is_deep` says that some tags were nested too deep. Those were left out,
    but not what is in them.
    """

    def __init__(self, html, kept, renamed, keeping, told=None):
        self.kept, self.renamed, self.keeping, self.told = kept, renamed, keeping, told
        self.is_deep = False
        # The open tags, the innermost last; {name: how many tags were left out whose end tag is still to come}; what is
        # written.
        self._open, self._left_out, self._pieces = [], Counter(), []
        self._read(html)
        self.text = "".join(self._pieces)

    def _read(self, html):
        at = 0
        while met := TOKEN.search(html, at):
            self._pieces.append(html[at : met.start()].replace("<", "&lt;"))
            at = met.end()
            if not met["name"] or not met["ends"]:
                continue
            name = met["name"].lower()
            if met["closes"] and name != "br":  # browsers take </br> for a break
                self._close(self.renamed.get(name, name))
                continue
            if self.told:
                self._tell(name, met["attributes"])
            if name in RAW:
                end = RAW_END[name].search(html, at)
                at = end.start() if end else len(html)
            elif not (name in FOREIGN and _closes_itself(met["attributes"])):
                self._start(self.renamed.get(name, name), met["attributes"])
        self._pieces.append(html[at:].replace("<", "&lt;"))

    def _tell(self, tag, attributes):
        self.told(tag, None, None)
        for met in ATTRIBUTE.finditer(attributes):
            self.told(tag, met["name"].lower(), unescape(_value(met)))

    def _start(self, name, attributes):
        if name in PARAGRAPH_ENDS:
            self._end_paragraph()
        if name not in self.kept or (name in VOID and name not in {"br", "hr", "img"}):
            return
        ended = ENDED_BY.get(name, ())
        while self._open and self._open[-1] in ended:
            self._pieces.append(f"</{self._open.pop()}>")
        if name not in VOID:
            is_deep = len(self._open) == DEEPEST
            if is_deep or (name == "strong" and name in self._open):  # bold in bold is bold
                self._left_out[name] += 1
                self.is_deep = self.is_deep or is_deep
                return
            self._open.append(name)
        self._pieces.append(f"<{name}{self._kept_of(name, attributes)}>")

    def _kept_of(self, tag, attributes):
        """Return the attributes that `tag` keeps, as they are written in it.

        Of several with one name only the first is kept: a parser is slow over many.
        """
        names, found = self.keeping.get(tag, ()), {}
        for met in ATTRIBUTE.finditer(attributes) if names else ():
            if (name := met["name"].lower()) in names:
                found.setdefault(name, _value(met).replace('"', "&quot;"))
        return "".join(f' {name}="{value}"' for name, value in found.items())

    def _end_paragraph(self):
        """Close the open paragraph, and the tags that mark words in it."""
        at = len(self._open)
        while at and self._open[at - 1] in INLINE:
            at -= 1
        if at and self._open[at - 1] == "p":
            self._close("p")

    def _close(self, name):
        if name in HEADINGS:  # the end tag of any heading ends the open one
            name = next((last for last in reversed(self._open) if last in HEADINGS), name)
        if self._left_out[name]:
            self._left_out[name] -= 1
        elif self._is_open(name):
            while (last := self._open.pop()) != name:
                self._pieces.append(f"</{last}>")
            self._pieces.append(f"</{name}>")
            if name not in INLINE:
                self._left_out.clear()
        elif name in PARAGRAPH_ENDS and name not in self.kept:
            self._end_paragraph()

    def _is_open(self, name):
        """Whether the tag `name` is open, so that an end tag can close it here.

        Tags outside the cell that is being read do not count, except those of the table. Nor does a list item outside
        the list that is being read.
        """
        for last in reversed(self._open):
            if last == name:
                return True
            if (last in CELLS and name not in TABLE) or (last in LISTS and name == "li"):
                return False
        return False


def _value(met):
    return met["double"] or met["single"] or met["bare"] or ""


def _closes_itself(attributes):
    return ATTRIBUTE.sub("", attributes).rstrip("\t\n\f\r ").endswith("/")


# Tags in HTML that nh3 or we ourselves wrote: every tag is closed, and `<` and `>` stand only round tags.
WRITTEN = re.compile(r"<(?P<closes>/?)(?P<name>[a-z0-9]+)(?P<attributes>[^<>]*)>")
BLOCKS = {"p", "h2", "h3", "blockquote"}


def without_empty(html, names, nothing=()):
    """Return level `html` without the empty tags among `names`.

    A tag is empty if it holds nothing but spaces, empty tags and void tags named in `nothing`. Spaces that follow a
    removed block are removed with it. A link without an address is reduced to its words, and a picture without one is
    removed.
    """
    return _Emptying(names, nothing).read(html)


class _Emptying:
    def __init__(self, names, nothing):
        self.names, self.nothing = names, nothing
        self.pieces, self.is_after_block = [], False
        self.open_tags: list[list] = [
            ["", 0, False]
        ]  # (name, how many pieces were written before it, whether it holds anything)

    def read(self, html):
        at = 0
        for met in WRITTEN.finditer(html):
            self._text(html[at : met.start()])
            at = met.end()
            name, attributes = met["name"], met["attributes"]
            if met["closes"]:
                self._close(met[0])
            elif name in VOID:
                if name != "img" or " src=" in attributes:
                    self.pieces.append(met[0])
                    self.open_tags[-1][2] |= name not in self.nothing
            else:
                self.open_tags.append([name if attributes or name != "a" else "", len(self.pieces), False])
                self.pieces.append(met[0] if attributes or name != "a" else "")
            self.is_after_block = self.is_after_block and bool(met["closes"])
        self._text(html[at:])
        return "".join(self.pieces)

    def _text(self, text):
        if self.is_after_block:
            text = text.lstrip()
        if text:
            self.is_after_block = False
            self.pieces.append(text)
            self.open_tags[-1][2] |= bool(text.replace("&nbsp;", "").strip())

    def _close(self, written):
        name, before, is_filled = self.open_tags.pop()  # the first entry is no tag, so nothing closes it
        if name in self.names and not is_filled:
            del self.pieces[before:]
            self.is_after_block = name in BLOCKS
        else:
            self.pieces.append(written if name else "")
            self.open_tags[-1][2] |= is_filled or bool(name)
            self.is_after_block = False
