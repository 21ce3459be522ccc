"""The markup of our pages, written anew as WeChat takes it: links become numbered notes, pictures get names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.utils.html import escape

from photos.models import Photo
from web.hosts import host_of

from ..rendering import stem_in
from .accepted import LINKED_HOSTS, TAGS

RENAMED = {
    "article": "section", "aside": "section", "caption": "p", "div": "section", "em": "strong", "figcaption": "p",
    "figure": "section", "footer": "section", "header": "section", "small": "span", "time": "span",
}  # fmt: skip
CLASSES = {"caption": "table-title", "figcaption": "caption", "figure": "figure"}
VOID = {"br", "hr", "img"}
INLINE = {"strong", "span", "sub", "sup", "br", "a", "img"}
HEADINGS = {"h2", "h3"}  # which WeChat's own sheet makes thin again
KEPT = {"class", "colspan", "rowspan"}


@dataclass
class Rewritten:
    """What became of some HTML.

    `notes` are the numbers of the addresses that its links led to. `pictures` are those of the library by
    the names that they have in the markup, and `lost` are the descriptions of those whose file is not there. `codes`
    are the addresses that QR codes stand for (`data-qr` of a picture), by the names of these. `columns` are those of
    each table, which counts what a cell spans.
    """

    html: str = ""
    notes: dict[str, int] = field(default_factory=dict)
    pictures: dict[str, Photo] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)


def rewrite(html: str, page: str, photos: Mapping[str, Photo | None]) -> Rewritten:
    """Return rendered HTML of `page`, an absolute address, as WeChat takes it.

    `photos` are the library's pictures in it by their stems; it is None where the file of one is not there.
    """
    writer = _Writer(page, photos)
    writer.feed(html)
    writer.close()
    writer.result.html = "".join(writer.parts)
    return writer.result


class _Writer(HTMLParser):
    def __init__(self, page, photos):
        super().__init__(convert_charrefs=True)
        self.page, self.photos = page, photos
        self.result = Rewritten()
        self.parts = []
        self.names = {}  # of pictures, by their stems
        self.ends = []  # what is written at the end of each link, the innermost last
        self.before_table = None  # where in `parts` a table begins that has no title yet
        self.held = []  # the beginning of a table whose title is being written above it
        self.cells = 0  # in this row of a table
        self.is_between = True  # whether a block has just begun or ended

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        match tag:
            case "img":
                return self._picture(attrs)
            case "a":
                return self._link(attrs.get("href") or "")
            case "table":
                self.before_table = len(self.parts)
                self.result.columns.append(0)
            case "caption" if self.before_table is not None:
                self.held = self.parts[self.before_table :]
                del self.parts[self.before_table :]
                self.before_table = None
            case "tr":
                self.cells = 0
            case "th" | "td" if self.result.columns:
                span = attrs.get("colspan") or "1"
                self.cells += int(span) if span.isascii() and span.isdigit() and len(span) < 4 else 1
                self.result.columns[-1] = max(self.result.columns[-1], self.cells)
        name = RENAMED.get(tag, tag)
        if name not in TAGS:
            return None
        kept = {key: value for key, value in attrs.items() if key in KEPT}
        kept["class"] = " ".join(filter(None, (kept.get("class"), CLASSES.get(tag)))) or None
        pairs = "".join(f' {key}="{escape(value)}"' for key, value in kept.items() if value)
        self.parts.append(f"<{name}{pairs}>" + "<strong>" * (name in HEADINGS))
        self.is_between = name not in INLINE
        return None

    def handle_endtag(self, tag):
        if tag == "a":
            self.parts.append(self.ends.pop() if self.ends else "")
            return
        name = RENAMED.get(tag, tag)
        if name in TAGS and tag not in VOID:
            self.parts.append("</strong>" * (name in HEADINGS) + f"</{name}>")
            self.is_between = name not in INLINE
        if tag == "caption":
            self.parts += self.held
            self.held = []

    def handle_data(self, data):
        # Space between blocks would be pasted as empty lines.
        if not (self.is_between and data.isspace()):
            self.parts.append(escape(data))

    def _picture(self, attrs):
        if address := attrs.get("data-qr"):
            name = f"qr-{len(self.result.codes) + 1}.png"
            self.result.codes[name] = address
            self.parts.append(f'<img src="{name}" alt="{escape(attrs.get("alt") or "")}">')
            return
        stem = stem_in(attrs.get("src") or "")
        photo = self.photos.get(stem)
        if photo is None:
            self.result.lost += [attrs.get("alt") or ""] if stem else []
            return
        self.is_between = True
        name = self.names.setdefault(stem, f"picture-{len(self.names) + 1}.jpg")
        self.result.pictures[name] = photo
        self.parts.append(f'<img src="{name}" alt="{escape(attrs.get("alt") or photo.alt_text)}">')

    def _link(self, address):
        """A link to WeChat's own pages stays. Any other to the web ends with the number of its note."""
        leads_nowhere = not address or address.startswith("#") or host_of(address) is None
        address = "" if leads_nowhere else urljoin(self.page, address)
        if urlsplit(address).scheme not in {"http", "https"}:
            self.ends.append("")
        elif host_of(address) in LINKED_HOSTS:
            self.parts.append(f'<a href="{escape(address)}">')
            self.ends.append("</a>")
        else:
            number = self.result.notes.setdefault(address, len(self.result.notes) + 1)
            self.ends.append(f'<sup class="reference">[{number}]</sup>')
