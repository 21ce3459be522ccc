"""Engines keep the tokens of all entries and look them up. There is one for each kind of database.

An engine is a module with `CREATE` and `DROP` (statements for the migration), `write`, `filling`, `tidy`, `find` and
`occurring`. What these take and return is told in `sqlite`, and is the same in every engine.
"""

from importlib import import_module

from django.core.exceptions import ImproperlyConfigured

ENGINES = {"sqlite": "search.core.engines.sqlite", "postgresql": "search.core.engines.postgresql"}


def engine_of(connection):
    """Return the engine of the database behind `connection`; raises ImproperlyConfigured where there is none."""
    try:
        return import_module(ENGINES[connection.vendor])
    except KeyError:
        raise ImproperlyConfigured(f"Search knows no {connection.vendor}.") from None
