"""Whether this process can do its work: the database answers, its tables are as the code wants, files can be kept."""

import logging
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from operations.kept_files import PROBES as FOLDER

from .discretion import name_of

PATIENCE = 2  # seconds for all checks together
LINE = b"Written by a check and deleted at once.\n"

logger = logging.getLogger(__name__)


def database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def migrations_are_applied() -> bool:
    """Whether the database has every migration of this code. One of newer code is none of ours."""
    executor = MigrationExecutor(connection)
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())


def storage_is_writable(alias: str) -> bool:
    """Whether the storage `alias` of STORAGES keeps a small file, gives it back, and lets it be deleted.

    Raises whatever the storage raises.
    """
    storage = storages[alias]
    name = storage.save(f"{FOLDER}/{uuid.uuid4().hex}", ContentFile(LINE))
    try:
        with storage.open(name) as file:
            return file.read() == LINE
    finally:
        storage.delete(name)


@dataclass
class ReadinessCheck:
    """A check of which a good result is believed for `kept` seconds, and a bad one for a second."""

    name: str
    holds: Callable[[], bool]
    kept: float
    held: bool = False
    fault: str = ""
    until: float = 0.0  # by time.monotonic()
    thread: threading.Thread | None = field(default=None, repr=False)

    def begin(self) -> None:
        """Begin to find out, in a thread of its own, since a frozen database or a lost network drive never answers.

        While one stands still no other is begun.
        """
        if time.monotonic() < self.until or (self.thread and self.thread.is_alive()):
            return
        self.thread = threading.Thread(target=self._run, daemon=True, name=f"check of {self.name}")
        self.thread.start()

    def result(self, deadline: float) -> bool:
        """Return what was found out; False where that is not known by `deadline`."""
        if self.thread:
            self.thread.join(max(0.0, deadline - time.monotonic()))
            if self.thread.is_alive():
                self.fault = "no answer"
                return False
        return self.held

    def _run(self) -> None:
        try:
            self.held, self.fault = self.holds(), "no"
        except Exception as fault:  # whatever is wrong with it
            self.held, self.fault = False, name_of(fault)
        finally:
            self.until = time.monotonic() + (self.kept if self.held else 1)
            connections.close_all()  # those of this thread


FOR_GOOD = float("inf")
CHECKS = [
    ReadinessCheck("database", database_answers, kept=1),
    ReadinessCheck("migrations", migrations_are_applied, kept=FOR_GOOD),
    ReadinessCheck("media storage", lambda: storage_is_writable("default"), kept=30),
    ReadinessCheck("private storage", lambda: storage_is_writable("private"), kept=30),
]


_told: list[str] = []  # what this process said last


def failing() -> list[str]:
    """Return the names of the checks that do not hold, after PATIENCE seconds at most. The log tells each change."""
    for check in CHECKS:
        check.begin()
    deadline = time.monotonic() + PATIENCE
    found = [check for check in CHECKS if not check.result(deadline)]
    names = [check.name for check in found]
    if names != _told:
        _told[:] = names
        reasons = "; ".join(f"{check.name}: {check.fault}" for check in found)
        logger.warning("The site is not ready: %s" if found else "The site is ready again.", *filter(None, [reasons]))
    return names
