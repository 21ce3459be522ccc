"""What a snapshot is made of: the fields, links and rows of a model that hold what editors typed."""

from typing import Any

from django.db.models import Field, ManyToManyField, ManyToOneRel, Model
from django.utils.text import capfirst

Row = dict[str, Any]  # its key by "id", and what its fields hold
Snapshot = dict[str, dict[str, Any]]  # see this package


def content_fields(model: type[Model]) -> list[Field]:
    """Return the fields of `model` that hold what editors typed. The tie of a row to its item is among them."""
    return [field for field in model._meta.concrete_fields if field.editable and not field.primary_key]


def content_links(model: type[Model]) -> list[ManyToManyField]:
    """Return the many-to-many fields that editors fill. Those that are seen through rows are left out."""
    return [field for field in model._meta.many_to_many if field.remote_field.through._meta.auto_created]


def row_fields(relation: ManyToOneRel) -> list[Field]:
    """Return the fields of a row of `relation` that hold what editors typed: all but its tie to the item."""
    return [field for field in content_fields(relation.related_model) if field != relation.field]


def relation_of(model: type[Model], part: str) -> ManyToOneRel:
    return model._meta.get_field(part)


def label_of(model: type[Model], name: str) -> str:
    """The word for a field, a link or a part of `model`."""
    if name in model.parts:
        return capfirst(str(relation_of(model, name).related_model._meta.verbose_name_plural))
    return capfirst(str(model._meta.get_field(name).verbose_name))
