"""Takes the snapshot of an item as its rows hold it now, or of what a form holds."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import DecimalField, Field, FileField, Model, prefetch_related_objects
from django.utils.timezone import is_aware

from .content import Row, Snapshot, content_fields, content_links, relation_of, row_fields


def snapshot_of(item: Model) -> Snapshot:
    """Return the snapshot of `item` as its rows hold it now."""
    links = [field.name for field in content_links(type(item))]
    return plain(
        {
            "fields": fields_of(item),
            "links": {name: sorted(linked.pk for linked in getattr(item, name).all()) for name in links},
            "rows": {part: _rows(item, part) for part in item.parts},
        }
    )


def snapshots_of(items: Sequence[Model]) -> list[Snapshot]:
    """Return the snapshot of each of `items`, all of one kind, in few queries for all of them together."""
    model = type(items[0])
    prefetch_related_objects(items, *(field.name for field in content_links(model)), *model.parts)
    return [snapshot_of(item) for item in items]


def fields_of(item: Model) -> dict[str, Any]:
    return {field.name: _value_of(field, item) for field in content_fields(type(item))}


def _rows(item: Model, part: str) -> list[Row]:
    relation = relation_of(type(item), part)
    fields = row_fields(relation)
    return [row_data(row, fields) for row in getattr(item, part).all()]


def row_data(row: Model, fields: list[Field]) -> Row:
    return {"id": row.pk, **{field.name: _value_of(field, row) for field in fields}}


def _value_of(field: Field, instance: Model) -> Any:
    """Return the value of `field` as a snapshot holds it: a file's name, a decimal number with all its places."""
    value = field.value_from_object(instance)
    if isinstance(field, FileField):
        return value.name or ""
    if isinstance(field, DecimalField) and value is not None:
        return f"{field.to_python(value):.{field.decimal_places}f}"
    return value


class SnapshotEncoder(DjangoJSONEncoder):
    """Writes a moment in only one way, whatever time zone it was given in."""

    def default(self, value: Any) -> Any:
        if isinstance(value, datetime) and is_aware(value):
            value = value.astimezone(UTC)
        return super().default(value)


def plain(data: Any) -> Any:
    """Return `data` as it comes back from the database."""
    return json.loads(json.dumps(data, cls=SnapshotEncoder))
