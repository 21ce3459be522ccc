"""Makes the body of a manuscript ready: takes out what is not brought in, and marks what each paragraph is.

mammoth, which reads the body afterwards, knows styles by their ids alone. So each paragraph is given one of ours, which
holds its role, its level, and how it looks. What is taken out is told in `notes`.
"""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from ..screening.ooxml.xml_reader import local
from ..screening.verdict import Findings
from .structure import BOLD_LINE
from .styles import DEFAULT_SIZE, Look, Styles, attribute, is_on

LONGEST_LINE = 30  # characters of a line that is a subhead by its bold letters
LONGEST_HEADING = 60  # more is a paragraph, whatever its style says
LONGEST_EXCERPT = 20
ENDS_OF_SENTENCES = "。；，、：:;,"
WORDS = {"t": "", "tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
SEEN = {*WORDS, "sym", "softHyphen", "drawing", "pict", "object"}  # what is seen of a run
AROUND = {"body", "sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"}
LETTERS = {"color": {"auto", "000000"}, "highlight": {"none"}, "u": {"none"}}
MARK = re.compile(r"jl-([a-z]*)-([0-9])-([01])-([0-9]{1,4})")


def mark(root: Any, styles: Styles, notes: Findings) -> None:
    """Change `root`, the XML of the body, as said above."""
    _choose_what_all_can_read(root)
    _take_out_boxes(root, notes)
    _take_out_deleted(root)
    _take_out_pointers(root)
    for paragraph in list(_named(root, "p")):
        _take_out_unseen(paragraph, styles, notes)
    _note_drawings(root, notes)
    _unwrap(root)
    _part_lines(root, styles)
    _mark_paragraphs(root, styles, notes)


def mark_of(look: Look) -> str:
    """Return the id of the style that says what `look` says (see MARK)."""
    return f"jl-{look.role or ''}-{look.level or 0}-{int(bool(look.is_centred))}-{min(look.size or DEFAULT_SIZE, 999)}"


def words_of(element: Any) -> str:
    """Return what is read in `element`, on one line."""
    parts = [each.text or "" if local(each.tag) == "t" else WORDS[local(each.tag)] for each in _named(element, *WORDS)]
    return " ".join("".join(parts).split())


def excerpt(words: str) -> str:
    return words if len(words) <= LONGEST_EXCERPT else f"{words[:LONGEST_EXCERPT]}……"


def _named(element: Any, *names: str) -> Iterator[Any]:
    return element.iter(*(f"{{*}}{name}" for name in names))


def has_picture(element: Any) -> bool:
    return next(_named(element, "blip", "imagedata"), None) is not None


def _remove(element: Any) -> None:
    """Take `element` out of its parent. The text behind it, which XML of Word does not have, goes too."""
    if element.getparent() is not None:  # what it stood in may be out already
        element.getparent().remove(element)


def _choose_what_all_can_read(root: Any) -> None:
    """Put in the place of alternatives the one for older programs, which mammoth reads, or else the first."""
    for several in list(_named(root, "AlternateContent")):
        chosen = several.find("{*}Fallback")
        if chosen is None or not len(chosen):
            chosen = several.find("{*}Choice")
        at, parent = several.getparent().index(several), several.getparent()
        parent[at : at + 1] = [] if chosen is None else list(chosen)


def _take_out_boxes(root: Any, notes: Findings) -> None:
    for box in list(_named(root, "txbxContent")):
        if next(box.iterancestors("{*}txbxContent"), None) is None and (words := words_of(box)):
            notes.note("text-boxes", excerpt(words))
    for box in list(_named(root, "txbxContent")):
        drawing = next(box.iterancestors("{*}drawing", "{*}pict"), None)
        _remove(box if drawing is None or has_picture(drawing) else drawing)


def _take_out_deleted(root: Any) -> None:
    for deleted in list(_named(root, "del", "moveFrom")):
        within = local(deleted.getparent().tag)
        if within == "trPr":
            _remove(deleted.getparent().getparent())
        elif within != "rPr":  # there it says that the end of a paragraph was deleted, which mammoth knows
            _remove(deleted)


def _take_out_pointers(root: Any) -> None:
    """Take out what points to bookmarks, notes and comments: they are not there, or lead nowhere."""
    names = ("bookmarkStart", "footnoteReference", "endnoteReference", "commentReference")
    for pointer in list(_named(root, *names)):
        _remove(pointer)


def _take_out_unseen(paragraph: Any, styles: Styles, notes: Findings) -> None:
    """Take out what is hidden or struck through, and note what of its looks is lost."""
    look, words = styles.of_paragraph(paragraph.find("{*}pPr")), {"struck": "", "white": ""}
    for run in list(_named(paragraph, "r")):
        if next(run.iterancestors("{*}p"), None) is not paragraph:  # of a drawing within this one
            continue
        properties = run.find("{*}rPr")
        letters = styles.of_run(properties, look)
        is_white = letters.is_white and not _has_ground(run)
        if not (letters.is_hidden or letters.is_struck or is_white):
            if properties is not None and _is_decorated(properties):
                notes.note("formatting")
            continue
        if not letters.is_hidden:
            words["struck" if letters.is_struck else "white"] += words_of(run)
        for seen in [child for child in run if local(child.tag) in SEEN]:
            run.remove(seen)
    for code, unseen in words.items():
        if unseen:
            notes.note(code, excerpt(unseen))
    row = next(paragraph.iterancestors("{*}tr"), None)
    if row is not None and _is_hidden(row):
        _remove(row)


def _has_ground(run: Any) -> bool:
    """Whether anything around `run` has a ground on which white letters may be seen."""
    grounds = ("{*}rPr/{*}shd", "{*}rPr/{*}highlight", "{*}pPr/{*}shd", "{*}tcPr/{*}shd", "{*}tblPr/{*}shd")
    return any(around.find(ground) is not None for around in [run, *run.iterancestors()] for ground in grounds)


def _is_hidden(row: Any) -> bool:
    properties = row.find("{*}trPr")
    return properties is not None and bool(is_on(properties, "hidden"))


def _is_decorated(properties: Any) -> bool:
    if is_on(properties, "i"):
        return True
    for name, plain in LETTERS.items():
        said = properties.find(f"{{*}}{name}")
        if said is not None and (attribute(said, "val") or "none").lower() not in plain | {"none"}:
            return True
    return False


def _note_drawings(root: Any, notes: Findings) -> None:
    """Note what is drawn and is no picture, and the pictures of which the manuscript shows a part alone."""
    for drawing in _named(root, "drawing", "pict"):
        if not has_picture(drawing):
            notes.note("drawings")
    for formula in list(_named(root, "oMath")):
        notes.note("formulas")
        _remove(formula)
    for crop in _named(root, "srcRect"):
        if any(value not in {"0", "0%"} for value in crop.attrib.values()):
            notes.note("cropped")


def _unwrap(root: Any) -> None:
    """Put the words of simple fields, of turned text and below readings in the place of what mammoth does not know."""
    for around in list(_named(root, "fldSimple", "dir", "bdo", "ruby")):
        words = list(around)
        if local(around.tag) == "ruby":  # it stands within a run, and has runs of its own
            words = list(around.iterfind("{*}rubyBase/{*}r/*"))
        at, outer = around.getparent().index(around), around.getparent()
        outer[at : at + 1] = [word for word in words if local(word.tag) not in {"rPr", "fldData"}]


def _part_lines(root: Any, styles: Styles) -> None:
    """Make paragraphs of the lines of a long one: what is copied from a web page or a chat has no others."""
    for paragraph in list(_named(root, "p")):
        breaks = [
            each for each in paragraph.iterfind("{*}r/{*}br") if attribute(each, "type") in {None, "textWrapping"}
        ]
        properties = paragraph.find("{*}pPr")
        if not breaks or len(words_of(paragraph)) <= LONGEST_HEADING or styles.of_paragraph(properties).role:
            continue
        for line_break in breaks:
            _part(paragraph, line_break)


def _part(paragraph: Any, line_break: Any) -> None:
    """Put what stands before `line_break` into a paragraph of its own above."""
    run = line_break.getparent()
    above = etree.Element(paragraph.tag)
    for child in list(paragraph)[: paragraph.index(run)]:
        above.append(_copied(child) if local(child.tag) == "pPr" else child)
    before = etree.SubElement(above, run.tag)
    for child in list(run)[: run.index(line_break)]:
        before.append(_copied(child) if local(child.tag) == "rPr" else child)
    run.remove(line_break)
    paragraph.addprevious(above)


def _mark_paragraphs(root: Any, styles: Styles, notes: Findings) -> None:
    for paragraph in list(_named(root, "p")):
        if etree.QName(paragraph).namespace != etree.QName(root).namespace:
            continue
        look = styles.of_paragraph(paragraph.find("{*}pPr"))
        is_at_top = all(local(each.tag) in AROUND for each in list(paragraph.iterancestors())[:-1])
        if not is_at_top:
            _give(paragraph, None, look.numbering)
            continue
        words = words_of(paragraph)
        look = _seen(paragraph, words, look, styles)
        is_heading = bool(look.level or look.role in {"title", "subtitle"})
        if is_heading and look.numbering is not None:
            notes.note("numbers", excerpt(words))
        _give(paragraph, mark_of(look), None if is_heading else look.numbering)


def _seen(paragraph: Any, words: str, look: Look, styles: Styles) -> Look:
    """Return `look`, that of the paragraph's style, as it is seen: by its letters, and by how much it says."""
    letters = [
        styles.of_run(run.find("{*}rPr"), look) for run in _named(paragraph, "r") if words_of(run)
    ]  # fmt: skip
    size = max((each.size for each in letters if each.size), default=look.size)
    level = look.level if words and len(words) <= LONGEST_HEADING and not has_picture(paragraph) else 0
    is_line = 2 <= len(words) <= LONGEST_LINE and words[-1] not in ENDS_OF_SENTENCES
    is_bold = bool(letters) and all(each.is_bold for each in letters)
    is_plain = not (level or look.role or has_picture(paragraph))
    if is_plain and is_line and is_bold and _is_alone(paragraph, look, styles):
        level = BOLD_LINE
    return Look(role=look.role, level=level, size=size).over(look)


def _is_alone(paragraph: Any, look: Look, styles: Styles) -> bool:
    """Whether a paragraph is no point of a list: it has no number, or nothing beside it has one."""
    if look.numbering is None:
        return True
    beside = (paragraph.getprevious(), paragraph.getnext())
    return not any(
        each is not None and styles.of_paragraph(each.find("{*}pPr")).numbering is not None for each in beside
    )


def _give(paragraph: Any, style: str | None, numbering: Any) -> None:
    """Let a paragraph have the `style` alone, and the `numbering`, which was perhaps that of its own style."""
    space = etree.QName(paragraph).namespace
    properties = paragraph.find("{*}pPr")
    if properties is None:
        properties = etree.Element(f"{{{space}}}pPr")
        paragraph.insert(0, properties)
    for old in [child for child in properties if local(child.tag) in {"pStyle", "numPr"}]:
        if old is not numbering:
            properties.remove(old)
    if numbering is not None and numbering.getparent() is not properties:
        properties.append(_copied(numbering))
    if style is not None:
        named = etree.Element(f"{{{space}}}pStyle")
        named.set(f"{{{space}}}val", style)
        properties.insert(0, named)


def _copied(element: Any) -> Any:
    return etree.fromstring(etree.tostring(element))
