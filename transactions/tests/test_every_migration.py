"""Each new migration lets the old code go on, and holds up nobody who writes meanwhile."""

from types import SimpleNamespace

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader

from transactions.online import AddCheckOnline, AddIndexOnline

# The newest step of each room from before this was asked for.
OLDER = {
    "articles": 9, "directory": 2, "documents": 1, "editorial": 8, "logins": 2, "notices": 5, "photos": 6,
    "questions": 6, "search": 4,
}  # fmt: skip
# What must not be done while old code runs, by the step that does it, with the reason why it may be done there.
EXPLAINED = {}
TAKES_AWAY = (
    migrations.RemoveField, migrations.RenameField, migrations.DeleteModel, migrations.RenameModel,
    migrations.AlterModelTable, migrations.RunSQL,
)  # fmt: skip


def faults_of(migration, state):
    """Return what is wrong with `migration`, which begins at the ProjectState `state`, as sentences."""
    new, faults = set(), []
    for step in migration.operations:
        table = getattr(step, "model_name", getattr(step, "name", "")).lower()
        if isinstance(step, migrations.CreateModel):
            new.add(table)
        elif table not in new or isinstance(step, migrations.RunPython):
            faults += _faults_of_step(step, migration, state.models.get((migration.app_label, table)))
    return faults


def _faults_of_step(step, migration, model):
    what = step.describe()
    if isinstance(step, TAKES_AWAY):
        return [f"{what}: old code asks for it still. Take it away with the landing after the next."]
    if isinstance(step, migrations.RunPython) and step.code is not migrations.RunPython.noop:
        return [f"{what}: one transaction over a table. Make it a piece of operations/upgrade/long_work.py."]
    if isinstance(step, migrations.AddIndex) and not (isinstance(step, AddIndexOnline) and not migration.atomic):
        return [f"{what}: nobody can write meanwhile. Use AddIndexOnline, in a migration with atomic = False."]
    if isinstance(step, migrations.AddConstraint) and not (isinstance(step, AddCheckOnline) and not migration.atomic):
        return [f"{what}: the table is read under a lock. Use AddCheckOnline, in a migration with atomic = False."]
    if isinstance(step, migrations.AddField) and not (step.field.null or step.field.has_db_default()):
        return [f"{what}: old code leaves it out. Let it be null or give it a db_default."]
    if isinstance(step, migrations.AlterField) and model is not None:
        before = model.fields[step.name]
        if before.null and not step.field.null:
            return [f"{what}: old code writes NULL still."]
        if type(before) is not type(step.field):
            return [f"{what}: the table is written anew under a lock."]
        if (before.max_length or 0) > (step.field.max_length or 0):
            return [f"{what}: old code writes longer texts."]
    return []


def test_no_new_step_holds_up_who_writes_nor_takes_away_what_old_code_asks_for():
    loader = MigrationLoader(None)
    found = {}
    for (app, name), migration in loader.disk_migrations.items():
        if not _is_ours(migration) or int(name[:4]) <= OLDER.get(app, 0) or f"{app}.{name}" in EXPLAINED:
            continue
        state = loader.project_state((app, name), at_end=False)
        if faults := faults_of(migration, state):
            found[f"{app}.{name}"] = faults
    assert not found


def _is_ours(migration):
    return not migration.__module__.startswith("django.") and "tests" not in migration.__module__


A_TEXT = models.CharField(max_length=20, null=True)
CHECK = models.CheckConstraint(condition=models.Q(number__gt=0), name="positive")


def faulty(*steps, atomic=True):
    migration = migrations.Migration("0002_next", "room")
    migration.operations, migration.atomic = list(steps), atomic
    return faults_of(migration, SimpleNamespace(models={("room", "thing"): SimpleNamespace(fields={"text": A_TEXT})}))


@pytest.mark.parametrize(
    "step",
    [
        migrations.RemoveField("thing", "text"),
        migrations.RenameField("thing", "text", "words"),
        migrations.DeleteModel("Thing"),
        migrations.RunPython(print),
        migrations.AddIndex("thing", models.Index(fields=["text"], name="by_text")),
        AddIndexOnline("thing", models.Index(fields=["text"], name="by_text")),
        migrations.AddConstraint("thing", CHECK),
        migrations.AddField("thing", "number", models.IntegerField(default=0)),
        migrations.AlterField("thing", "text", models.CharField(max_length=20)),
        migrations.AlterField("thing", "text", models.CharField(max_length=10, null=True)),
        migrations.AlterField("thing", "text", models.TextField(null=True)),
    ],
    ids=lambda step: step.describe(),
)
def test_a_step_that_does_is_told(step):
    assert len(faulty(step)) == 1


def test_what_is_done_online_or_to_a_new_table_is_no_fault():
    index = models.Index(fields=["text"], name="by_text")
    assert not faulty(AddIndexOnline("thing", index), AddCheckOnline("thing", CHECK), atomic=False)
    made = migrations.CreateModel("Other", [("text", A_TEXT)])
    assert not faulty(made, migrations.AddIndex("other", index), migrations.AddConstraint("other", CHECK))
    assert not faulty(migrations.AddField("thing", "number", models.IntegerField(db_default=0)))
    assert not faulty(migrations.AlterField("thing", "text", models.CharField(max_length=30, null=True)))


def test_only_a_check_is_added_online():
    with pytest.raises(ValueError, match="CheckConstraint"):
        AddCheckOnline("thing", models.UniqueConstraint(fields=["number"], name="once"))
