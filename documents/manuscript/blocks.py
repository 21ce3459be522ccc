"""Makes blocks of the HTML that mammoth has made of a manuscript that was marked (see `marking`)."""

from typing import Any

from lxml import etree, html

from text.invisible import BLANKS, without_stray

from .marking import MARK
from .structure import Block

PICTURE = "picture:"  # with which the address of a picture begins
LEADING_SOMEWHERE = ("http:", "https:", "mailto:", "tel:")


def blocks_of(text: str) -> list[Block]:
    """Return the blocks in `text`, those that show nothing left out."""
    found = html.fragment_fromstring(text, create_parent="div") if text else []
    return [block for block in map(_block, found) if block.text or block.pictures]


def _block(element: Any) -> Block:
    _tidy(element)
    role, level, is_centred, size = _marked(element)
    if level:
        _make_one_line(element)
    return Block(
        tag="h" if level else element.tag,
        inner=_inner(element),
        text=" ".join(without_stray(element.text_content()).split()),
        role=role,
        level=level,
        is_centred=is_centred,
        size=size,
        pictures=[int(image.get("src")[len(PICTURE) :]) for image in element.iter("img")],
    )


def _marked(element: Any) -> tuple[str, int, bool, int]:
    """Return what the class of `element` says, and take all classes out of it."""
    found = MARK.fullmatch(element.get("class") or "")
    for each in element.iter():
        each.attrib.pop("class", None)
    if not found:
        return "", 0, False, 0
    return found[1], int(found[2]), found[3] == "1", int(found[4])


def _tidy(element: Any) -> None:
    """Take out links that lead nowhere, pictures that are not there, and blanks around what a paragraph says."""
    for link in list(element.iter("a")):
        if not (link.get("href") or "").lower().startswith(LEADING_SOMEWHERE):
            link.drop_tag()
    for image in list(element.iter("img")):
        if not (image.get("src") or "").startswith(PICTURE):
            image.drop_tree()
        image.attrib.pop("alt", None)  # it is kept with the picture
    for cell in list(element.iter("td", "th")):
        paragraphs = list(cell)
        if len(paragraphs) == 1 and paragraphs[0].tag == "p":
            paragraphs[0].drop_tag()
    for paragraph in element.iter("p", "li", "td", "th"):
        _strip(paragraph)


def _strip(paragraph: Any) -> None:
    """Take away the blanks with which `paragraph` begins and ends: writers indent with them."""
    for each in paragraph.iter():
        if each.text:
            each.text = each.text.lstrip(BLANKS)
        if each.text or each.tag in {"img", "br"}:
            break
        if len(each) == 0 and each is not paragraph:
            each.tail = (each.tail or "").lstrip(BLANKS)
            if each.tail:
                break
    last = paragraph
    while len(last):
        last = last[-1]
        if last.tail:
            last.tail = last.tail.rstrip(BLANKS)
        if last.tail or last.tag == "img":
            return
    if last.text:
        last.text = last.text.rstrip(BLANKS)


def _make_one_line(element: Any) -> None:
    """Make one line of a subhead, without bold letters, which all of it has."""
    for each in list(element.iter("strong", "br")):
        if each.tag == "br":
            each.tail = f"　{(each.tail or '').lstrip(BLANKS)}"
        each.drop_tag()


def _inner(element: Any) -> str:
    return _escaped(element.text or "") + "".join(
        etree.tostring(child, encoding="unicode", method="html") for child in element
    )


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
