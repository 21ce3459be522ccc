"""The styles of a manuscript: what they are for, and how what has them looks.

Word and WPS name their styles in English whatever language they speak, and number their ids; other programs do not.
So a style is known by its name in either language, and else by its outline level.
"""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from ..screening.ooxml.word import OFF
from ..screening.ooxml.xml_reader import local, tree_of

ROLES = {
    "title": {"title", "标题", "文章标题"},
    "subtitle": {"subtitle", "副标题"},
    "caption": {"caption", "题注", "图注", "图片说明", "illustration", "figure"},
    "quote": {"quote", "intense quote", "quotations", "block text", "引用", "明显引用"},
}
HEADING = re.compile(r"(?:heading|标题) ?([1-9])")
DEEPEST_LEVEL = 3
WHITE = "FFFFFF"
DEFAULT_SIZE = 21  # half points: 五号, with which Word and WPS begin in Chinese


@dataclass(frozen=True)
class Look:
    """How a paragraph or a run is set, by itself or by its style. None is whatever it is based on."""

    role: str | None = None
    level: int | None = None  # of a heading; 0 for none
    is_centred: bool | None = None
    size: int | None = None
    is_bold: bool | None = None
    is_hidden: bool | None = None
    is_struck: bool | None = None
    is_white: bool | None = None
    numbering: Any = None  # the element

    def over(self, other: "Look") -> "Look":
        """Return this look, with that of `other` where this says nothing."""
        said = {name: value for name, value in vars(self).items() if value is not None}
        return replace(other, **said)


@dataclass(frozen=True)
class Styles:
    """All styles of a manuscript by their ids, and that of paragraphs that name none."""

    looks: dict[str | None, Look] = field(default_factory=dict)

    @classmethod
    def of(cls, part: bytes | None) -> "Styles":
        """Return the styles in the XML `part`."""
        if part is None:
            return cls()
        own: dict[str | None, Look] = {}
        based: dict[str | None, str | None] = {}
        default = None
        for style in tree_of(part).iterchildren("{*}style"):
            key = attribute(style, "styleId")
            based[key] = value_in(style, "basedOn")
            own[key] = look_of(style).over(_named(value_in(style, "name") or ""))
            if attribute(style, "default") not in {None, *OFF} and attribute(style, "type") == "paragraph":
                default = key
        looks = {key: _whole(key, own, based) for key in own}
        return cls({**looks, None: looks.get(default, Look())})

    def __getitem__(self, key: str | None) -> Look:
        return self.looks.get(key) or self.looks.get(None) or Look()

    def of_run(self, properties: Any, paragraph: Look) -> Look:
        """Return the look of a run with the element `properties`, or None, in a paragraph that looks so."""
        key = None if properties is None else value_in(properties, "rStyle")
        around = self.looks[key].over(paragraph) if key in self.looks and key else paragraph
        return _of_letters(properties).over(around)

    def of_paragraph(self, properties: Any) -> Look:
        """Return the look of a paragraph with the element `properties`, or None."""
        if properties is None:
            return self[None]
        return _of_lines(properties).over(self[value_in(properties, "pStyle")])


def _whole(key: str | None, own: dict[str | None, Look], based: dict[str | None, str | None]) -> Look:
    """Return the look of the style `key` with all that it is based on. A circle ends where it closes."""
    look = Look()
    seen: set[str | None] = {None}
    while key not in seen and key in own:
        seen.add(key)
        look = look.over(own[key])
        key = based[key]
    return look


def _named(name: str) -> Look:
    name = " ".join(name.lower().split())
    if heading := HEADING.fullmatch(name):
        return Look(role="", level=min(int(heading[1]), DEEPEST_LEVEL))
    role = next((role for role, names in ROLES.items() if name in names), None)
    return Look(role=role, level=0) if role else Look()


def look_of(style: Any) -> Look:
    """Return what a style, or anything with properties of lines and letters, says by itself."""
    return _of_lines(style.find("{*}pPr")).over(_of_letters(style.find("{*}rPr")))


def _of_lines(properties: Any) -> Look:
    if properties is None:
        return Look()
    alignment, outline = value_in(properties, "jc"), value_in(properties, "outlineLvl")
    level = int(outline) + 1 if outline and outline.isdecimal() else None
    return Look(
        level=None if level is None else level if level <= DEEPEST_LEVEL else 0,
        is_centred=None if alignment is None else alignment == "center",
        numbering=properties.find("{*}numPr"),
    )


def _of_letters(properties: Any) -> Look:
    if properties is None:
        return Look()
    size, colour = value_in(properties, "sz"), value_in(properties, "color")
    return Look(
        is_white=None if colour is None else colour.upper() == WHITE,
        size=int(size) if size and size.isdecimal() else None,
        is_bold=is_on(properties, "b"),
        is_hidden=is_on(properties, "vanish"),
        is_struck=is_on(properties, "strike") or is_on(properties, "dstrike"),
    )


def is_on(properties: Any, name: str) -> bool | None:
    """Return whether the switch `name` is on in `properties`; None where it is not said."""
    switch = properties.find(f"{{*}}{name}")
    return None if switch is None else attribute(switch, "val") not in OFF


def value_in(element: Any, name: str) -> str | None:
    """Return the value of the child of `element` that is called `name`, or None."""
    child = element.find(f"{{*}}{name}")
    return None if child is None else attribute(child, "val")


def attribute(element: Any, name: str) -> str | None:
    return next((value for key, value in element.attrib.items() if local(key) == name), None)
