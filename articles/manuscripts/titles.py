"""Which lines at the head of a manuscript are its kicker, headline and subtitle."""

import re
from dataclasses import dataclass, field
from itertools import takewhile

from documents.manuscript.structure import Block

from .bylines import credits_in

MOST_LINES = 6  # at the head, that may be headlines
LONGEST_LINE = 80  # characters; more is a paragraph
LABELLED = {
    "kicker": re.compile(r"[引肩眉]题[:：]\s?(.+)"),
    "title": re.compile(r"主?标?题目?[:：]\s?(.+)"),
    "subtitle": re.compile(r"副标?题[:：]\s?(.+)"),
}
ENDS_OF_SENTENCES = "。；，："
DASHES = "—–-"


@dataclass
class Headlines:
    """The headlines of a manuscript, as they are written there, and what stands below them."""

    kicker: str = ""
    title: str = ""
    subtitle: str = ""
    rest: list[Block] = field(default_factory=list)


def headlines_of(blocks: list[Block]) -> Headlines:
    """Return the Headlines at the beginning of `blocks`. There may be none."""
    lines = list(takewhile(_is_line, blocks[:MOST_LINES]))
    rest = blocks[len(lines) :]
    for find in (_labelled, _styled, _set_apart):
        if named := find(lines):
            taken = {index for index in named.values() if index is not None}
            found = {name: _words(name, lines[index].text) for name, index in named.items() if index is not None}
            return Headlines(**found, rest=[line for n, line in enumerate(lines) if n not in taken] + rest)
    return Headlines(rest=blocks)


def _is_line(block: Block) -> bool:
    """Whether `block` may be a headline: it is short, is no sentence, and names nobody."""
    is_short = 0 < len(block.text) <= LONGEST_LINE and block.text[-1] not in ENDS_OF_SENTENCES
    is_named = block.role in {"title", "subtitle"}
    return is_named or (block.tag in {"p", "h"} and is_short and not block.pictures and not credits_in(block.text))


def _words(name: str, text: str) -> str:
    labelled = LABELLED[name].fullmatch(text)
    return (labelled[1] if labelled else text).strip()


def _labelled(lines: list[Block]) -> dict[str, int | None]:
    """The lines that say themselves what they are: 引题：…, 主题：…, 副题：…"""
    return {
        name: index
        for name, pattern in LABELLED.items()
        for index in [next((n for n, line in enumerate(lines) if pattern.fullmatch(line.text)), None)]
        if index is not None
    }


def _styled(lines: list[Block]) -> dict[str, int | None]:
    title = next((n for n, line in enumerate(lines) if line.role == "title"), None)
    if title is None:
        title = next((n for n, line in enumerate(lines) if line.level == 1), None)
    return {} if title is None else _around(lines, title)


def _set_apart(lines: list[Block]) -> dict[str, int | None]:
    """The largest line is the headline, and the first of several that are as large."""
    if not lines:
        return {}
    title = max(range(len(lines)), key=lambda n: (lines[n].size, -n))
    return _around(lines, title)


def _around(lines: list[Block], title: int) -> dict[str, int | None]:
    """A kicker stands right above the headline, and a subtitle below it where it is set like one."""
    below = title + 1 if title + 1 < len(lines) else None
    if below is not None and not _is_subtitle(lines[below], lines[title]):
        below = None
    return {"kicker": title - 1 if title else None, "title": title, "subtitle": below}


def _is_subtitle(line: Block, title: Block) -> bool:
    is_centred_below = line.is_centred and title.is_centred and not line.level
    return line.role == "subtitle" or line.text[0] in DASHES or is_centred_below
