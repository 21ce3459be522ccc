"""While an update runs, workers of the old code still write into the tables of the new one."""

from django.db.migrations import AddField
from django.db.migrations.loader import MigrationLoader

from editorial.kinds import kinds

# Steps from before this was asked for.
OLDER = {
    "articles.0001_initial", "articles.0002_the_desk", "editorial.0002_entry", "editorial.0003_the_desk",
    "editorial.0006_versions_in_succession", "questions.0001_initial", "questions.0003_desks_for_comments",
}  # fmt: skip


def test_what_is_added_to_a_table_may_be_left_out_by_code_that_does_not_know_it():
    ours = {kind._meta.app_label for kind in kinds()} | {"directory", "documents", "editorial", "photos", "search"}
    demanding = {
        f"{app}.{name}"
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        if app in ours
        for step in migration.operations
        if isinstance(step, AddField) and not (step.field.null or step.field.has_db_default())
    }
    assert demanding == OLDER
