"""A draft that its author has thrown away comes back as it was, under its number.

Its versions outlive it, so that nothing else has to be kept.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from . import snapshots
from .models import Noted, Publishable, Version


@transaction.atomic
def bring_back(kind: type[Publishable], pk: int, user: Any) -> Publishable | None:
    """Return the item of `kind` with the key `pk` as it was last kept, a draft of `user`.

    Return None where it is there already, or was never kept.
    """
    last = Version.objects.about(kind).filter(object_id=pk, proposal=None).order_by("number").last()
    if last is None or kind._base_manager.filter(pk=pk).exists():
        return None
    data, _lost = snapshots.pruned(kind, last.data)
    item = snapshots.fill(kind(pk=pk, author=user), snapshots.content_fields(kind), data["fields"])
    item.save(force_insert=True)
    snapshots.write_back(item, last.data)
    item.version = last.number
    kind._base_manager.filter(pk=pk).update(version=last.number)
    item.note(Noted.RESTORE, user, _("thrown away, and taken back"))
    return item
