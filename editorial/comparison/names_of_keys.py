"""What the keys in snapshots point to, by name."""

from collections import defaultdict

from django.utils.translation import gettext as _


class Names:
    """The names of objects of several models, fetched with one query each."""

    def __init__(self, wanted):
        """`wanted` are pairs of a model and a key, None for no object."""
        keys = defaultdict(set)
        for model, key in wanted:
            if key is not None:
                keys[model].add(key)
        self._names = {
            # With what is always there beside it, since a name may tell that too.
            model: {str(thing.pk): str(thing) for thing in model._base_manager.select_related().filter(pk__in=of_model)}
            for model, of_model in keys.items()
        }

    def of(self, model, key):
        return self._names.get(model, {}).get(str(key)) or _("(deleted)")
