"""Whether the database takes no writes just now, so that every page can say so before somebody has typed for nothing.

The connection mostly knows. What it does not know, behind a pgbouncer for one, is learnt from a write that failed.
"""

import time

from django.db import DEFAULT_DB_ALIAS, connections

REMEMBERED = 10  # seconds after a write that failed; then pages say nothing until the next one fails


class _Failed:
    until = 0.0  # by time.monotonic()


def remember() -> None:
    """Note that a write has just failed because the database is only to be read."""
    _Failed.until = time.monotonic() + REMEMBERED


def forget() -> None:
    """Forget it, for tests."""
    _Failed.until = 0.0


def is_read_only() -> bool:
    """Whether the database takes no writes, as far as this process knows. It asks the database nothing."""
    return time.monotonic() < _Failed.until or connections[DEFAULT_DB_ALIAS].is_read_only()
