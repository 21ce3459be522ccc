from django.db import migrations, models

from search.core.engines import engine_of


def create(apps, schema_editor):
    for statement in engine_of(schema_editor.connection).CREATE:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in engine_of(schema_editor.connection).DROP:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    """The table in which each kind of database looks up tokens, made in that database's own way."""

    dependencies = [("search", "0001_initial")]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunPython(create, drop)],
            state_operations=[
                migrations.CreateModel(
                    name="Grams",
                    fields=[
                        ("key", models.BigIntegerField(db_column="rowid", primary_key=True, serialize=False)),
                        ("grams", models.TextField()),
                    ],
                    options={"verbose_name": "grams", "verbose_name_plural": "grams", "default_permissions": ()},
                )
            ],
        )
    ]
