"""What no form would have let through, in an item that was merged or put back."""

from collections.abc import Iterator

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.text import capfirst

from .content import content_fields, relation_of


def faults(item: Model) -> list[str]:
    """Return sentences about what the fields and constraints of `item` do not allow, as it is in memory.

    Two good versions that are merged, or an old one that is put back, can make what no form would have let through.
    """
    sentences: list[str] = []
    kept_aside = {field.name for field in item._meta.concrete_fields} - {f.name for f in content_fields(type(item))}
    checks: list[tuple] = [(item, (item.clean_fields, kept_aside), (item.validate_constraints, kept_aside))]
    for part in item.parts:
        tie = relation_of(type(item), part).field.name
        checks += [(row, (row.clean_fields, {tie})) for row in getattr(item, part).all()]
    for instance, *questions in checks:
        for ask, excluded in questions:
            try:
                ask(exclude=excluded)
            except ValidationError as error:
                sentences += _told(instance, error)
    return sentences


def _told(instance: Model, error: ValidationError) -> Iterator[str]:
    for name, messages in error.message_dict.items():
        label = instance._meta.verbose_name if name == NON_FIELD_ERRORS else instance._meta.get_field(name).verbose_name
        yield from (f"{capfirst(label)}：{message}" for message in messages)
