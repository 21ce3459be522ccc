"""Takes out of an old snapshot what it points to and is gone by now."""

from collections import defaultdict
from copy import deepcopy

from django.db.models import Model

from .content import Snapshot, content_fields, content_links, relation_of, row_fields


def pruned(model: type[Model], data: Snapshot) -> tuple[Snapshot, list[str]]:
    """Return (`data` without what it points to and is gone by now, the names of the fields that lost something)."""
    data, lost, known = deepcopy(data), [], _known_keys(model, data)
    for field in content_fields(model):
        key = data["fields"].get(field.name)
        if field.is_relation and key is not None and key not in known[field.related_model]:
            if field.null:
                data["fields"][field.name] = None
            else:
                del data["fields"][field.name]  # a field that an item cannot be without stays as the item has it now
            lost.append(field.verbose_name)
    for field in content_links(model):
        keys = data["links"].get(field.name, [])
        data["links"][field.name] = [key for key in keys if key in known[field.related_model]]
        if data["links"][field.name] != keys:
            lost.append(field.verbose_name)
    for part in model.parts:
        relation = relation_of(model, part)
        ties = [field for field in row_fields(relation) if field.is_relation]
        rows = data["rows"].get(part, [])
        data["rows"][part] = [
            row
            for row in rows
            if all(row.get(tie.name) is None or row[tie.name] in known[tie.related_model] for tie in ties)
        ]
        if len(data["rows"][part]) != len(rows):
            lost.append(relation.related_model._meta.verbose_name_plural)
    return data, lost


def _known_keys(model: type[Model], data: Snapshot) -> dict[type[Model], set]:
    """Return, by model, those keys in `data` that still exist. It takes one query for each model."""
    named: dict[type[Model], set] = defaultdict(set)
    for field in content_fields(model):
        if field.is_relation:
            named[field.related_model].add(data["fields"].get(field.name))
    for field in content_links(model):
        named[field.related_model].update(data["links"].get(field.name, []))
    for part in model.parts:
        for field in row_fields(relation_of(model, part)):
            if field.is_relation:
                named[field.related_model].update(row.get(field.name) for row in data["rows"].get(part, []))
    return {
        related: set(related._base_manager.filter(pk__in=keys - {None}).values_list("pk", flat=True))
        for related, keys in named.items()
    }
