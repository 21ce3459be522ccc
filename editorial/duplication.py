from django.db import transaction
from django.utils.translation import gettext as _

from . import snapshots


@transaction.atomic
def duplicate(item, author, parts=None, **instead):
    """Return a new draft of `author` that holds all that `item` does, its title marked as a copy.

    The state of the item, the fields of its placement, and what only one item can have are not copied. Where `parts`
    are given, only rows of these are copied. `instead` are fields of the copy that hold something else than the item's,
    for example its title.
    """
    copy = type(item)(author=author)
    fields = [
        field
        for field in snapshots.content_fields(type(item))
        if field.name not in item.placement_fields and not field.unique
    ]
    data = snapshots.snapshot_of(item)
    snapshots.fill(copy, fields, data["fields"])
    copy.title = _marked(item)
    for name, value in instead.items():
        setattr(copy, name, value)
    copy.save()
    for name, keys in data["links"].items():
        getattr(copy, name).set(keys)
    for part in item.parts if parts is None else parts:
        rows = snapshots.rows_of(copy, part, data)
        for row in rows:
            row.pk = None
        snapshots.relation_of(type(item), part).related_model._base_manager.bulk_create(rows)
    return copy


def _marked(item):
    mark = _(" (copy)")
    return item.title[: item._meta.get_field("title").max_length - len(mark)] + mark
