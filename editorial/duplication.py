from django.db import transaction
from django.utils.translation import gettext as _

# Where an item stands on its way to the reader: a copy starts from the beginning.
WAY = ("state", "review_level", "publish_at", "withdrawn_at", "withdrawn_reason")


@transaction.atomic
def duplicate(item, author, *, rows=(), shared=(), without=()):
    """Return a new draft of `author` that holds all that `item` does, its title marked as a copy.

    `rows` names the reverse relations whose rows are copied, `shared` the many-to-many ones,
    and `without` the fields that a copy starts without.
    """
    copy = type(item)._base_manager.get(pk=item.pk)
    copy.pk, copy._state.adding = None, True
    for name in (*WAY, *without):
        setattr(copy, name, item._meta.get_field(name).get_default())
    copy.author = author
    mark = _(" (copy)")
    copy.title = copy.title[: item._meta.get_field("title").max_length - len(mark)] + mark
    copy.save()
    for name in rows:
        relation = item._meta.get_field(name)
        copies = list(getattr(item, name).all())
        for row in copies:
            row.pk, row._state.adding = None, True
            setattr(row, relation.field.name, copy)
        relation.related_model._base_manager.bulk_create(copies)
    for name in shared:
        getattr(copy, name).set(getattr(item, name).all())
    return copy
