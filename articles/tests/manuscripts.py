"""Manuscripts to make drafts of, for tests."""

import io

from documents.manuscript.structure import Block
from documents.tests.manuscripts import jpeg, line, manuscript, picture, style, styled

TITLED = style("a3", "Title") + style("1", "heading 1") + style("2", "heading 2")
PICTURES = [jpeg((40, 90, 160)), jpeg((40, 160, 90))]
SIGNS = [
    styled("两块路牌换回原边", "a3"),
    line("□记者 沈拾光 通讯员 谭家旺"),
    line("　　丰禾路口的路牌一度东西不分。"),
    picture(0, "IMG_2019.jpg"),
    line("图：换回来之前。"),
    styled("换回原边", "1"),
    picture(1, "工人在拧螺栓"),
    line("图为换回来以后。（记者 沈拾光 摄）"),
]


def upload(*paragraphs, name="路牌.docx", data=None, **more):
    """Return an open upload of a manuscript."""
    file = io.BytesIO(data if data is not None else manuscript(*paragraphs, **{"styles": TITLED, **more}))
    file.name = name
    return file


def signs(name="路牌.docx"):
    return upload(*SIGNS, name=name, pictures=PICTURES)


def blocks(*texts):
    """Return a paragraph for each of `texts`, which may be blocks."""
    return [text if isinstance(text, Block) else Block("p", text, text) for text in texts]
