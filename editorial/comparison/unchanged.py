"""Leaves out of a comparison what did not change."""

from itertools import groupby

from django.utils.translation import ngettext

from .change import BlockKind, remark

CONTEXT = 1  # unchanged blocks that stay on either side of a change
FEWEST = 2  # blocks for which it is worth having one line instead


def folded(blocks):
    """Return `blocks`, with every long unchanged stretch replaced by one block that says how long it is."""
    changed = [place for place, block in enumerate(blocks) if block.is_changed]
    near = {place + step for place in changed for step in range(-CONTEXT, CONTEXT + 1)}
    result = []
    for is_near, group in groupby(enumerate(blocks), lambda numbered: numbered[0] in near):
        stretch = [block for _place, block in group]
        result += stretch if is_near or len(stretch) < FEWEST else [_fold(stretch)]
    return result


def _fold(stretch):
    if all(block.kind == BlockKind.ENTRY for block in stretch):
        sentence = ngettext("… %d unchanged entry …", "… %d unchanged entries …", len(stretch))
    else:
        sentence = ngettext("… %d unchanged paragraph …", "… %d unchanged paragraphs …", len(stretch))
    return remark(sentence % len(stretch), BlockKind.FOLD)
