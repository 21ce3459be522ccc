"""Each kind of database: how it is dumped from one snapshot while the site runs, and how it is put back.

Both kinds offer the same: `version`, `snapshot()`, `is_empty()`, `tables(salt)`, `tables_in(dump, salt)` and
`restore(dump)`. The salt is the backup's own: digests are comparable with the same salt alone.
"""

from typing import Any

from django.db import connection

from .of_postgresql import PostgreSQL
from .of_sqlite import SQLite

KINDS = {"postgresql": PostgreSQL, "sqlite": SQLite}


def database_of_the_site() -> Any:
    return KINDS[connection.vendor](connection)
