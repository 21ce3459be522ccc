from collections import defaultdict

from django.utils.translation import gettext as _

from ..snapshots import content_fields, content_links, label_of
from .change import Change
from .fields import FieldPair, LinkPair
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


def _with_neighbours(model):
    """Return all rows of `model` with what they point to: the name of a thing may tell theirs too."""
    return model._base_manager.select_related(*(field.name for field in model._meta.fields if field.many_to_one))


class Names:
    """The names of what the keys in snapshots point to, fetched with one query for each model."""

    def __init__(self, wanted):
        """`wanted` are pairs of a model and a key. A key of None stands for no object."""
        keys = defaultdict(set)
        for model, key in wanted:
            if key is not None:
                keys[model].add(key)
        self._names = {
            model: {str(thing.pk): str(thing) for thing in _with_neighbours(model).filter(pk__in=of_model)}
            for model, of_model in keys.items()
        }

    def of(self, model, key):
        return self._names.get(model, {}).get(str(key)) or _("(deleted)")
