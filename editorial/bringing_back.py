"""A draft that its author has thrown away comes back as it was, under its number.

Its versions outlive it, so that nothing else has to be kept.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from . import snapshots
from .models import Noted, Publishable, Version


@transaction.atomic
def bring_back(kind: type[Publishable], pk: int, user: Any) -> tuple[Publishable, list[Any]] | None:
    """Return the item of `kind` with the key `pk` as it was last kept, a draft of `user`, and what was lost.

    Return None where it is there already, or was never kept. Raises ValidationError where something is gone by now
    without which there is no such item, say its column.
    """
    last = Version.objects.about(kind).filter(object_id=pk, proposal=None).order_by("number").last()
    if last is None or kind._base_manager.filter(pk=pk).exists():
        return None
    data, _lost = snapshots.pruned(kind, last.data)
    needed = (field for field in snapshots.content_fields(kind) if field.is_relation and not field.null)
    if gone := [str(field.verbose_name) for field in needed if field.name not in data["fields"]]:
        sentence = _("It cannot be taken back: what it needs is gone by now (%(names)s). Ask for it to be added again.")
        raise ValidationError(sentence % {"names": "、".join(gone)})
    item = snapshots.fill(kind(pk=pk, author=user), snapshots.content_fields(kind), data["fields"])
    item.save(force_insert=True)
    lost = snapshots.write_back(item, last.data)
    item.version = last.number
    kind._base_manager.filter(pk=pk).update(version=last.number)
    item.note(Noted.RESTORE, user, _("thrown away, and taken back"))
    return item, lost
