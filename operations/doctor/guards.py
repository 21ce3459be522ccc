"""Whether the database has all that the migrations made: tables, columns, and the constraints that guard the rows.

No trigger guards the record (docs/decisions/no-triggers-in-the-database.md). What the database itself refuses, it
refuses by constraints and unique indexes. Somebody who works on it by hand may take one away and forget to put it back,
and an index that was built while the site ran may have failed half-way.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from search.core.models import Grams

from .trouble import Trouble, error, warning

MOST = 10  # names in one sentence
SEARCHED = "search_grams_tokens"  # the index of the search on PostgreSQL


def look_at_migrations() -> Iterator[Trouble]:
    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    plan = executor.migration_plan(graph.leaf_nodes())
    if plan:
        names = [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
        yield error(
            _("Migrations are missing: %s.") % _listed(names),
            _("Make a backup, run “manage.py migrate”, and restart the server."),
        )
    ours = {config.label for config in apps.get_app_configs()}
    unknown = [key for key in executor.loader.applied_migrations if key[0] in ours and key not in graph.nodes]
    known = set(executor.loader.disk_migrations)
    if unknown := sorted(f"{app}.{name}" for app, name in unknown if (app, name) not in known):
        yield warning(
            _("The database has migrations that this code does not know: %s.") % _listed(unknown),
            _("This code is older than the database: run the newer version, or go back to an older backup."),
        )


def look() -> Iterator[Trouble]:
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
        for model in apps.get_models(include_auto_created=True):
            if not model._meta.managed or model._meta.proxy:
                continue
            if model._meta.db_table not in there:
                yield _missing(_("The table %s is missing.") % model._meta.db_table)
            elif gone := list(_gone(cursor, model)):
                words = _("The table %(table)s lacks: %(names)s.")
                yield _missing(words % {"table": model._meta.db_table, "names": _listed(gone)})
    if connection.vendor == "postgresql":
        yield from _invalid()


def _gone(cursor: Any, model: type[models.Model]) -> Iterator[str]:
    """Yield the names of what the table of `model` lacks."""
    opts = model._meta
    found = connection.introspection.get_constraints(cursor, opts.db_table)
    if model is Grams:  # made in each database's own way, and read by no name of a column
        yield from {SEARCHED} - set(found) if connection.vendor == "postgresql" else ()
        return
    columns = {column.name for column in connection.introspection.get_table_description(cursor, opts.db_table)}
    yield from (field.column for field in opts.local_concrete_fields if field.column not in columns)
    names = set(found)
    yield from (named.name for named in (*opts.constraints, *opts.indexes) if named.name not in names)
    unique = {tuple(one["columns"]) for one in found.values() if one["unique"] or one["primary_key"]}
    indexed = {tuple(one["columns"]) for one in found.values() if one["index"] or one["unique"] or one["primary_key"]}
    bound = {tuple(one["columns"]) for one in found.values() if one["foreign_key"]}
    for together in opts.unique_together:
        if (columns_of := tuple(opts.get_field(name).column for name in together)) not in unique:
            yield f"unique {', '.join(columns_of)}"
    for field in opts.local_concrete_fields:
        if field.unique and (field.column,) not in unique:
            yield f"unique {field.column}"
        elif field.db_index and (field.column,) not in indexed:
            yield f"index {field.column}"
        if field.remote_field and field.db_constraint and (field.column,) not in bound:
            yield f"foreign key {field.column}"


def _invalid() -> Iterator[Trouble]:
    """Yield what PostgreSQL has and does not keep to: constraints not validated, indexes half built."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass || '.' || conname FROM pg_constraint"
            " JOIN pg_class ON pg_class.oid = conrelid WHERE NOT convalidated AND pg_table_is_visible(conrelid)"
            " UNION ALL"
            " SELECT indrelid::regclass || '.' || indexrelid::regclass FROM pg_index"
            " WHERE NOT indisvalid AND pg_table_is_visible(indrelid) ORDER BY 1"
        )
        if names := [row[0] for row in cursor.fetchall()]:
            yield error(
                _("These constraints or indexes are there and do not hold: %s.") % _listed(names),
                _("Build the index anew (REINDEX INDEX CONCURRENTLY), or validate the constraint (ALTER TABLE)."),
            )


def _missing(wrong: str) -> Trouble:
    return error(
        wrong,
        _(
            "It was taken away past the site. Run “manage.py checkrecord”, put it back as “manage.py sqlmigrate” "
            "prints it, and find out who works on the database by hand."
        ),
    )


def _listed(names: list[str]) -> str:
    more = _(" and %d more") % (len(names) - MOST) if len(names) > MOST else ""
    return "、".join(names[:MOST]) + more
