from django.db import transaction
from django.utils.translation import gettext as _

from . import snapshots


@transaction.atomic
def duplicate(item, author):
    """Return a new draft of `author` that holds all that `item` does, its title marked as a copy.

    Where the item stands, on its way and on a page, is not copied, nor what only one item can have.
    """
    copy = type(item)(author=author)
    fields = [
        field
        for field in snapshots.content_fields(type(item))
        if field.name not in item.placement_fields and not field.unique
    ]
    data = snapshots.snapshot_of(item)
    mark = _(" (copy)")
    snapshots.fill(copy, fields, data["fields"])
    copy.title = copy.title[: item._meta.get_field("title").max_length - len(mark)] + mark
    copy.save()
    for name, keys in data["links"].items():
        getattr(copy, name).set(keys)
    for part in item.parts:
        rows = snapshots.rows_of(copy, part, data)
        for row in rows:
            row.pk = None
        snapshots.relation_of(type(item), part).related_model._base_manager.bulk_create(rows)
    return copy
