"""HTML tag by tag, each read once: what was typed before a parser gets it, and what came out of it.

A parser of HTML mends whatever it is given, and can be made to mend without end: each of ten thousand quotations in
one another walks through all others, and bold that was left open is opened anew in every paragraph. So it is given
level HTML alone: no comments, no attributes that are not kept, every tag closed, none deeper than DEEPEST.
"""

import re
from html import unescape

DEEPEST = 50  # tags within one another; a list in a table in a quotation has seven
# As the HTML standard takes them apart (13.2.5.6 and following). Possessive: no character is read twice.
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
# Up to the end tag of these nothing is a tag.
RAW = {"iframe", "noscript", "script", "style"}
RAW_END = {name: re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE) for name in RAW}
# What a parser opens anew in paragraph after paragraph, and what changes how that is read which follows.
UNMARKED = {
    "big", "code", "em", "font", "i", "nobr", "noembed", "noframes", "plaintext", "s", "small", "strike", "textarea",
    "title", "tt", "u", "xmp",
}  # fmt: skip
# Tags that end another one which nobody closed.
ENDED_BY = {
    "p": {"p"}, "li": {"li", "p"}, "td": {"td", "th", "p"}, "th": {"td", "th", "p"}, "tr": {"tr", "td", "th", "p"},
}  # fmt: skip
CELLS = {"td", "th", "caption"}
TABLE = CELLS | {"table", "thead", "tbody", "tfoot", "tr"}


class Level:
    """`html` made level: `text`. Tags in `renamed` get another name, those in `keeping` keep their attributes.

    `told(tag, name, value)` is called for every tag, with None for a name, and for each of its attributes.
    `is_deep` says that tags were left out, though not what stands in them, because they stood too deep.
    """

    def __init__(self, html, renamed, keeping, told=None):
        self.renamed, self.keeping, self.told = renamed, keeping, told
        self.is_deep = False
        self._open, self._beyond, self._pieces = [], 0, []
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
            if met["closes"]:
                self._close(self.renamed.get(name, name))
                continue
            if self.told:
                self._tell(name, met["attributes"])
            if name in RAW:
                end = RAW_END[name].search(html, at)
                at = end.start() if end else len(html)
            elif name not in UNMARKED:
                self._start(self.renamed.get(name, name), met["attributes"])
        self._pieces.append(html[at:].replace("<", "&lt;"))

    def _tell(self, tag, attributes):
        self.told(tag, None, None)
        for met in ATTRIBUTE.finditer(attributes):
            self.told(tag, met["name"].lower(), unescape(met["double"] or met["single"] or met["bare"] or ""))

    def _start(self, name, attributes):
        ended = ENDED_BY.get(name, ())
        while self._open and self._open[-1] in ended and not self._beyond:
            self._pieces.append(f"</{self._open.pop()}>")
        if name in VOID and name not in {"br", "hr", "img"}:
            return
        if name not in VOID:
            if len(self._open) == DEEPEST:
                self._beyond += 1
                self.is_deep = True
                return
            self._open.append(name)
        self._pieces.append(f"<{name}{attributes}>" if name in self.keeping else f"<{name}>")

    def _close(self, name):
        if self._beyond:
            self._beyond -= 1
        elif self._is_open(name):
            while (last := self._open.pop()) != name:
                self._pieces.append(f"</{last}>")
            self._pieces.append(f"</{name}>")

    def _is_open(self, name):
        """Whether the tag `name` is open, and not outside of the cell that is being read."""
        for last in reversed(self._open):
            if last == name:
                return True
            if last in CELLS and name not in TABLE:
                return False
        return False


# What nh3 or we ourselves wrote: every tag closed, `<` and `>` only round tags.
WRITTEN = re.compile(r"<(?P<closes>/?)(?P<name>[a-z0-9]+)(?P<attributes>[^<>]*)>")
BLOCKS = {"p", "h2", "h3", "blockquote"}


def without_empty(html, names, nothing=()):
    """Return level `html` without the tags of `names` in which there is nothing but spaces, or more such tags.

    The void tags in `nothing` are nothing too. After a block its spaces go with it. A link without an address is its
    words alone, a picture without one is not there.
    """
    return _Emptying(names, nothing).read(html)


class _Emptying:
    def __init__(self, names, nothing):
        self.names, self.nothing = names, nothing
        self.pieces, self.is_after_block = [], False
        self.open_tags = [["", 0, False]]  # (name, how many pieces stand before it, whether anything stands in it)

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
        name, before, is_filled = self.open_tags.pop()  # the first one of the list is closed by nothing
        if name in self.names and not is_filled:
            del self.pieces[before:]
            self.is_after_block = name in BLOCKS
        else:
            self.pieces.append(written if name else "")
            self.open_tags[-1][2] |= is_filled or bool(name)
            self.is_after_block = False
