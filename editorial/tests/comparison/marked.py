"""A comparison as a test reads it: [-what is gone-]{+what is new+}."""

from editorial.comparison import compare
from editorial.comparison.change import ADDED, REMOVED, SAME

FORMS = {SAME: "{}", REMOVED: "[-{}-]", ADDED: "{{+{}+}}"}


def marked(pieces):
    return "".join(FORMS[piece.kind].format(piece.text) for piece in pieces)


def only_change(model, old, new):
    (change,) = compare(model, old, new)
    return change


def lines(change):
    return [marked(block.pieces) for block in change.blocks]


def changed(blocks):
    """Kind and text of the blocks that changed."""
    return [(block.kind.value, marked(block.pieces)) for block in blocks if block.is_changed]
