"""Reads the bytes of a manuscript. It runs in the process that screens documents."""

import io
from typing import Any

import mammoth

from ..screening.examining import examine
from ..screening.heads import head_of
from ..screening.ooxml.package import Package
from ..screening.ooxml.xml_reader import tree_of, written
from ..screening.ooxml.zip_archive import pack
from ..screening.verdict import DocumentRefused, Findings
from .blocks import PICTURE, blocks_of
from .marking import MARK, excerpt, mark, words_of
from .structure import WordPicture, WordText
from .styles import Styles, attribute

MOST_PICTURES = 20
MOST_PICTURE_BYTES = 20 * 1024 * 1024
MOST_PICTURES_BYTES = 60 * 1024 * 1024  # of all together
# What is noted elsewhere of a screened document, and told of a manuscript too.
NOTED = {"comments", "tracked-changes", "hidden-text"}
# The kinds of relationships that lead to what is read.
READ = {"officedocument", "styles", "numbering", "image", "hyperlink"}
TOLD = {"header": "headers", "footer": "headers", "footnotes": "footnotes", "endnotes": "footnotes"}
STYLE_MAP = """
p:unordered-list(1) => ul > li:fresh
p:ordered-list(1) => ol > li:fresh
p:unordered-list(2) => ul|ol > li > ul > li:fresh
p:ordered-list(2) => ul|ol > li > ol > li:fresh
"""


def read(data: bytes) -> WordText:
    """Return the WordText that `data` holds. Raises DocumentRefused, or MemoryError as `examine` does."""
    kind = head_of(data)
    if kind != "zip":
        raise DocumentRefused("old-manuscript" if kind == "ole" else "no-manuscript" if data else "empty")
    try:
        screened = examine(data)
    except DocumentRefused as refused:
        raise DocumentRefused("no-manuscript") if refused.code == "format" else refused from None
    if screened.format != "docx":
        raise DocumentRefused("no-manuscript")
    try:
        return _read(screened.data, [found for found in screened.findings if found["code"] in NOTED])
    except (DocumentRefused, MemoryError):
        raise
    except Exception:  # neither lxml nor mammoth has exceptions of its own for files that it cannot read
        raise DocumentRefused("broken") from None


def _read(data: bytes, noted: list[Any]) -> WordText:
    package, notes = Package.opened(data), Findings()
    for found in noted:
        notes.note(found["code"], count=found["count"])
    _note_what_stands_around(package, notes)
    styles = next((package.parts[tie.target] for tie in package.of(package.main) if tie.kind == "styles"), None)
    body = tree_of(package.parts[package.main])
    mark(body, Styles.of(styles), notes)
    package.parts[package.main] = written(body)
    package.keep_only(lambda tie: tie.kind.lower() in READ)
    pictures = PictureRoom(notes)
    converted = mammoth.convert_to_html(
        io.BytesIO(pack(package.parts)),
        style_map=STYLE_MAP + "\n".join(_rules(body)),
        convert_image=mammoth.images.img_element(pictures.take),
        include_embedded_style_map=False,
    )
    blocks = blocks_of(converted.value)
    notes.note("pictures-unread", count=pictures.left_out + max(0, _named_pictures(body) - pictures.met))
    return WordText(blocks, pictures.taken, notes.as_list())


def _rules(body: Any) -> list[str]:
    """Return the rules that let mammoth write each of our marks as a class."""
    marks = {attribute(style, "val") or "" for style in body.iter("{*}pStyle")}
    return [
        f"p.{name} => {'blockquote > ' if found[1] == 'quote' else ''}p.{name}:fresh"
        for name in sorted(marks)
        if (found := MARK.fullmatch(name))
    ]


def _named_pictures(body: Any) -> int:
    return sum(1 for _each in body.iter("{*}blip", "{*}imagedata"))


def _note_what_stands_around(package: Package, notes: Findings) -> None:
    """Note headers, footers and notes that say more than a number."""
    for tie in package.of(package.main):
        code = TOLD.get(tie.kind)
        if not code or tie.target not in package.parts:
            continue
        root = tree_of(package.parts[tie.target])
        for each in root.iterchildren("{*}footnote", "{*}endnote") if code == "footnotes" else [root]:
            words = words_of(each)
            if any(letter.isalpha() for letter in words):
                notes.note(code, excerpt(words))


class PictureRoom:
    """Takes the pictures of a manuscript one after another, as many and as large ones as are let in."""

    def __init__(self, notes: Findings) -> None:
        self.taken: list[WordPicture] = []
        self.met = self.left_out = 0
        self._room = MOST_PICTURES_BYTES

    def take(self, image: Any) -> dict[str, str]:
        """Return the attributes by which the HTML shows a picture; none where it is left out."""
        self.met += 1
        with image.open() as opened:
            data = opened.read(MOST_PICTURE_BYTES + 1)
        if len(self.taken) == MOST_PICTURES or len(data) > min(MOST_PICTURE_BYTES, self._room):
            self.left_out += 1
            return {"alt": ""}
        self._room -= len(data)
        self.taken.append(WordPicture(data, image.alt_text or ""))
        return {"src": f"{PICTURE}{len(self.taken) - 1}"}
