"""Changes of big tables that let everybody go on writing, for migrations with `atomic = False`.

PostgreSQL builds an index under a lock unless it is told to take its time, and reads a whole table under one to see
whether a new constraint holds. SQLite knows no other way, and is quick.
"""

from django.db import NotSupportedError
from django.db.migrations.operations import AddConstraint, AddIndex
from django.db.models import CheckConstraint


class AddIndexOnline(AddIndex):
    """Build an index while others write.

    What was broken off leaves an index that is not valid. So it may be begun again: that one is dropped first.
    """

    atomic = False

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if not _takes_its_time(self, schema_editor):
            return super().database_forwards(app_label, schema_editor, from_state, to_state)
        model = to_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            schema_editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {schema_editor.quote_name(self.index.name)}")
            schema_editor.add_index(model, self.index, concurrently=True)
        return None


class AddCheckOnline(AddConstraint):
    """Add a CheckConstraint that holds for new rows at once, and look at the old ones while others write.

    Raises ValueError for any other constraint. May be begun again, too.
    """

    atomic = False

    def __init__(self, model_name, constraint):
        if not isinstance(constraint, CheckConstraint):
            raise ValueError("Only a CheckConstraint can be added in this way.")
        super().__init__(model_name, constraint)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if not _takes_its_time(self, schema_editor):
            return super().database_forwards(app_label, schema_editor, from_state, to_state)
        model = to_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            table, name = map(schema_editor.quote_name, (model._meta.db_table, self.constraint.name))
            schema_editor.execute(f"ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}")
            schema_editor.execute(f"{self.constraint.create_sql(model, schema_editor)} NOT VALID", params=None)
            schema_editor.execute(f"ALTER TABLE {table} VALIDATE CONSTRAINT {name}")
        return None


def _takes_its_time(operation, schema_editor):
    """Return whether the database can do it without a lock. Raises NotSupportedError within a transaction."""
    if schema_editor.connection.vendor != "postgresql":
        return False
    if schema_editor.connection.in_atomic_block:
        raise NotSupportedError(f"{type(operation).__name__} wants a migration with `atomic = False`.")
    return True
