"""A file that was stored in a transaction goes with it where the transaction is taken back."""

import logging
from typing import Any

from django.core.files.storage import Storage
from django.db import connection

logger = logging.getLogger(__name__)


class TakenBackMixin(Storage):
    """Mixed into a storage. What dies before its transaction ends leaves its files to `deletefiles`."""

    def save(self, *args: Any, **kwargs: Any) -> str:
        name: str = super().save(*args, **kwargs)
        connection.on_rollback(lambda: self._take_back(name))
        return name

    def _take_back(self, name: str) -> None:
        try:
            self.delete(name)
        except OSError as error:  # what led to the rollback must be told, and not this
            logger.error("A file of a transaction that was taken back is left: %s", type(error).__name__)
