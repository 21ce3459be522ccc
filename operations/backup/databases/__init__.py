"""Each kind of database: how it is dumped from one snapshot while the site runs, and how it is put back.

Both kinds offer the same: `version`, `snapshot()`, `is_empty()`, `tables()`, `tables_in(dump)` and `restore(dump)`.
"""

from typing import Any

from django.db import connection

from .of_postgresql import PostgreSQL
from .of_sqlite import SQLite

KINDS = {"postgresql": PostgreSQL, "sqlite": SQLite}


def database_of_the_site() -> Any:
    return KINDS[connection.vendor](connection)
