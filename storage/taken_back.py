"""A file that was stored in a transaction goes with it where the transaction is taken back."""

import logging
from collections.abc import Iterable
from typing import Any

from django.core.files.storage import Storage
from django.db import connection

logger = logging.getLogger(__name__)


def let_go(storage: Storage, names: Iterable[str]) -> None:
    """Delete files that nothing needs any more. Where one cannot be deleted the rest stays too, for `deletefiles`."""
    try:
        for name in names:
            storage.delete(name)
    except OSError as error:  # whatever led to this must be told, and not this
        logger.error("A file that nothing needs is left: %s", type(error).__name__)


class TakenBackMixin(Storage):
    """Mixed into a storage. What dies before its transaction ends leaves its files to `deletefiles`."""

    def save(self, *args: Any, **kwargs: Any) -> str:
        name: str = super().save(*args, **kwargs)
        connection.on_rollback(lambda: let_go(self, [name]))
        return name
