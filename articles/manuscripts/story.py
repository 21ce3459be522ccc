"""The text of a manuscript below its headlines: what is text, what is a byline, what is a caption."""

from dataclasses import dataclass, field

from django.utils.html import escape

from documents.manuscript.structure import BOLD_LINE, Block

from .bylines import Credited, closing_credits, credits_in, dateline_credits
from .captions import Caption, caption_in

NEAR = 4  # paragraphs from the beginning and from the end of a text in which a line may be a byline
FIRST = 3  # paragraphs in which a report may begin


@dataclass
class StoryText:
    """`html` was never cleaned, and shows its pictures by their numbers (see `Block`)."""

    html: str = ""
    credited: list[Credited] = field(default_factory=list)
    captions: dict[int, Caption] = field(default_factory=dict)


def text_of(blocks: list[Block]) -> StoryText:
    text, kept = StoryText(), []
    above: list[int] = []  # the pictures above that may be credited
    shown: list[int] = []  # those of them that nothing has been said of
    for number, block in enumerate(blocks):
        if block.pictures:
            above, shown = above + block.pictures, shown + block.pictures
        elif above and (caption := caption_in(block.text, block.role == "caption")):
            _describe(text.captions, above, shown, caption)
            if caption.text:
                kept.append(_said(block, caption))
            above, shown = [] if caption.credit_kind else above, [] if caption.text else shown
            continue
        else:
            above, shown = [], []
        near = number < NEAR or number >= len(blocks) - NEAR
        if near and block.tag in {"p", "h"} and not block.pictures and (credited := credits_in(block.text)):
            text.credited += credited
            continue
        kept.append(block)
    paragraphs = [block.text for block in kept if block.tag == "p" and block.text]
    for paragraph in paragraphs[:FIRST]:
        text.credited += dateline_credits(paragraph)
    for paragraph in paragraphs[-1:]:
        text.credited += closing_credits(paragraph)
    if not text.credited:  # a picture story may name nobody but who took the pictures
        for caption in text.captions.values():
            text.credited += credits_in(f"({caption.credit_name} 摄)")
    text.credited = list(dict.fromkeys(text.credited))
    text.html = "".join(_tagged(_joined(kept)))
    return text


def _describe(captions: dict[int, Caption], above: list[int], shown: list[int], caption: Caption) -> None:
    """Give what `caption` says to the pictures `above` it. A credit is that of all that have none.

    What is to be seen is said of the one picture that is `shown` since the caption before, and of none of several.
    """
    for number in above:
        before = captions.get(number, Caption(""))
        credited = before if before.credit_kind else caption
        text = caption.text if shown == [number] else before.text
        captions[number] = Caption(text, credited.credit_kind, credited.credit_name)


def _said(block: Block, caption: Caption) -> Block:
    """Return a caption as a paragraph: it has no credit, which stands with the picture, and is no subhead."""
    inner = block.inner if caption.text == block.text else escape(caption.text)
    return Block(tag="p", inner=inner, text=caption.text)


def _joined(blocks: list[Block]) -> list[Block]:
    """Put together bold lines that follow one another: they are the two lines of one subhead."""
    joined: list[Block] = []
    for block in blocks:
        last = joined[-1] if joined else None
        if last and block.level == last.level == BOLD_LINE:
            inner, text = f"{last.inner}　{block.inner}", f"{last.text}　{block.text}"
            joined[-1] = Block(tag="h", inner=inner, text=text, level=BOLD_LINE)
        else:
            joined.append(block)
    return joined


def _tagged(blocks: list[Block]) -> list[str]:
    """Return the HTML of `blocks`. The highest subheads are h2, all others h3."""
    highest = min((block.level for block in blocks if block.level), default=0)
    tags = [("h2" if block.level == highest else "h3") if block.level else block.tag for block in blocks]
    return [f"<{tag}>{block.inner}</{tag}>" for tag, block in zip(tags, blocks, strict=True)]
