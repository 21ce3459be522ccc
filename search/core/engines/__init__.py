"""Engines keep the tokens of all entries and look them up. There is one for each kind of database.

An engine is a module with `CREATE` and `DROP` (statements for the migration), `write`, `filling`, `tidy`, `NEWEST` and
`terms`. What these take and return is told in `sqlite`, and is the same in every engine.
"""

from importlib import import_module

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from transactions.before_commit import catch_up

from ..lookup import Lookup

ENGINES = {"sqlite": "search.core.engines.sqlite", "postgresql": "search.core.engines.postgresql"}


def engine_of(connection):
    """Return the engine of the database behind `connection`; raises ImproperlyConfigured where there is none."""
    try:
        return import_module(ENGINES[connection.vendor])
    except KeyError:
        raise ImproperlyConfigured(f"Search knows no {connection.vendor}.") from None


def find(asked, until):
    """Return rows (place in `asked`, key, kind, marks, over) of what each Lookup in `asked` finds.

    Only entries with keys up to `until` are found, and of each Lookup the newest `most`. It is one query.
    """
    met, values = _newest("SELECT {place} AS place, key FROM {newest}", asked, until)
    return _rows(f"SELECT place, id, kind, marks, over FROM ({met}) AS met JOIN search_indexentry ON id = key", values)


def occurring(phrases, until):
    """Return the set of those of `phrases` that occur in an entry with a key up to `until`."""
    if not phrases:
        return set()
    lookups = [Lookup((phrase,), most=1) for phrase in phrases]
    met, values = _newest("SELECT {place} WHERE EXISTS (SELECT 1 FROM {newest})", lookups, until)
    return {phrases[place] for (place,) in _rows(met, values)}


def _newest(select, asked, until):
    """Return the statement that does `select` for each Lookup in `asked`, and its values."""
    engine = engine_of(connection)
    statements = [select.format(place=place, newest=f"{engine.NEWEST} AS newest") for place in range(len(asked))]
    values = [value for lookup in asked for value in (*engine.terms(lookup), until, lookup.most)]
    return " UNION ALL ".join(statements), values


def _rows(statement, values):
    catch_up()
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
