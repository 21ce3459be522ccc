"""The names of what the keys in snapshots point to."""

from collections import defaultdict

from django.utils.translation import gettext as _


class Names:
    """The names of objects of several models, fetched with one query each."""

    def __init__(self, wanted):
        """`wanted` are pairs of a model and a key. A key of None stands for no object."""
        keys = defaultdict(set)
        for model, key in wanted:
            if key is not None:
                keys[model].add(key)
        self._names = {
            # Objects that a thing must have are fetched with it, since its name may tell theirs too.
            model: {str(thing.pk): str(thing) for thing in model._base_manager.select_related().filter(pk__in=of_model)}
            for model, of_model in keys.items()
        }

    def of(self, model, key):
        return self._names.get(model, {}).get(str(key)) or _("(deleted)")
