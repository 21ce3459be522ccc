from ..snapshots import content_fields, content_links, label_of
from .change import Change
from .fields import FieldPair, LinkPair
from .names_of_keys import Names
from .rows import RowsPair


def compare(model, old, new):
    """Return the Changes between two snapshots of an item of `model`: only what differs, in the order of the form.

    Names are fetched with one query for every model that differing values point to. The pictures of a rich text take
    one more. A text is compared passage by passage, and a passage token by token; a very long one is compared sentence
    by sentence first (see `wording`). Of thousands of passages that all differ, only those that are alike are compared
    in detail.
    """
    pairs = _differing(model, old, new)
    names = Names(thing for pair in pairs for thing in pair.things())
    return [Change(pair.name, label_of(model, pair.name), pair.blocks(names)) for pair in pairs]


def summary(model, old, new):
    """Return the names of what differs: 标题、正文、署名."""
    return "、".join(label_of(model, pair.name) for pair in _differing(model, old, new))


def _differing(model, old, new):
    pairs = [
        *(FieldPair(field, old, new) for field in content_fields(model)),
        *(LinkPair(field, old, new) for field in content_links(model)),
        *(RowsPair(model, part, old, new) for part in model.parts),
    ]
    return [pair for pair in pairs if pair.differs]
