"""What is read of a manuscript."""

from dataclasses import dataclass, field

from ..screening.verdict import DocumentFinding

BOLD_LINE = 4  # the level of a line that is a subhead by nothing but its bold letters


@dataclass(frozen=True)
class Block:
    """One thing that stands below another: a paragraph, a subhead, a list, a table, a quotation.

    `inner` is what stands within `tag`, as HTML that was never cleaned; its pictures are `<img src="picture:0">`, by
    their numbers in the manuscript. A subhead has a `level`: 1 to 3 by its style or outline, or BOLD_LINE. `role` is
    "title", "subtitle" or "caption" where a style says so. `size` is that of its letters, in half points.
    """

    tag: str
    inner: str
    text: str
    role: str = ""
    level: int = 0
    is_centred: bool = False
    size: int = 0
    pictures: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class WordPicture:
    data: bytes
    alt: str  # what the writer said that is to be seen


@dataclass(frozen=True)
class WordText:
    """What a manuscript says. `notes` tell what of it is not here; each `code` is a key of `notes.NOTES`."""

    blocks: list[Block]
    pictures: list[WordPicture]
    notes: list[DocumentFinding]
