"""Makes an item out of a snapshot again: written to the database, or in memory for whoever only looks."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Field, Model, prefetch_related_objects

from ..richtext import RichTextField
from .content import Snapshot, content_fields, content_links, relation_of, row_fields
from .pruning import pruned

Filled = TypeVar("Filled", bound=Model)


def fill(instance: Filled, fields: Iterable[Field], values: dict[str, Any]) -> Filled:
    """Give `instance` the `values` that a snapshot holds for `fields`, and return it.

    A field without a value in the snapshot stays as it is.
    """
    for field in fields:
        if field.name in values:
            setattr(instance, field.attname, field.to_python(values[field.name]))
    return instance


def write_back(item: Model, data: Snapshot) -> list[str]:
    """Make `item` hold what the snapshot `data` says, but for its placement. Return the names of what was lost.

    Rows keep their keys, unless another item has such a row by now. What the snapshot points to and is gone by now is
    left out.
    """
    data, lost = pruned(type(item), data)
    fields = [field for field in content_fields(type(item)) if field.name not in item.placement_fields]
    fill(item, fields, data["fields"]).save()
    for field in content_links(type(item)):
        getattr(item, field.name).set(data["links"].get(field.name, []))
    for part in item.parts:
        relation = relation_of(type(item), part)
        rows, table = rows_of(item, part, data), relation.related_model._base_manager
        getattr(item, part).all().delete()
        taken = set(table.filter(pk__in=[row.pk for row in rows if row.pk]).values_list("pk", flat=True))
        for row in rows:
            if row.pk in taken:  # another item has this row by now
                row.pk = None
        table.bulk_create(rows)
    return lost


def rows_of(item: Model, part: str, data: Snapshot) -> list[Model]:
    """Return the rows of `part` that a snapshot holds, unsaved."""
    relation = relation_of(type(item), part)
    fields = row_fields(relation)
    return [
        fill(relation.related_model(pk=row.get("id"), **{relation.field.name: item}), fields, row)
        for row in data["rows"].get(part, [])
    ]


def as_item(item: Filled, data: Snapshot) -> Filled:
    """Return a copy of `item` that holds what `data` says, in memory. Nothing of it may be saved.

    Its relations answer `all()` from the snapshot, so templates and checks read it like any other item.
    """
    data, _lost = pruned(type(item), data)
    seen = fill(type(item)._base_manager.get(pk=item.pk), content_fields(type(item)), data["fields"])
    caches = {part: rows_of(seen, part, data) for part in item.parts}
    for instance in [seen, *(row for rows in caches.values() for row in rows)]:
        for field in instance._meta.concrete_fields:
            if isinstance(field, RichTextField):
                field.render_into(instance)
    for field in content_links(type(item)):
        caches[field.name] = list(field.related_model._base_manager.filter(pk__in=data["links"].get(field.name, [])))
    for name, rows in caches.items():
        known = getattr(seen, name).get_queryset()
        known._result_cache = rows
        known._prefetch_done = True
        if not hasattr(seen, "_prefetched_objects_cache"):
            seen._prefetched_objects_cache = {}
        seen._prefetched_objects_cache[name] = known
    for part in item.parts:
        ties = [field.name for field in row_fields(relation_of(type(item), part)) if field.is_relation]
        prefetch_related_objects(caches[part], *ties)
    return seen
