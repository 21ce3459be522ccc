"""An index and a check come while others write, and what was broken off may be begun again."""

import threading

import pytest
from django.db import NotSupportedError, connection, migrations, models, transaction
from django.db.migrations.state import ProjectState

from transactions.online import AddCheckOnline, AddIndexOnline

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

INDEX = models.Index(fields=["number"], name="things_by_number")
CHECK = models.CheckConstraint(condition=models.Q(number__gt=0), name="things_are_positive")
THING = migrations.CreateModel(
    "Thing", [("id", models.BigAutoField(primary_key=True)), ("number", models.IntegerField())]
)


def apply(*steps, state=None, atomic=False):
    """Apply `steps` as a migration would, and return the state after them."""
    state = state or ProjectState()
    for step in steps:
        after = state.clone()
        step.state_forwards("portal", after)
        with connection.schema_editor(atomic=atomic) as editor:
            step.database_forwards("portal", editor, state, after)
        state = after
    return state


@pytest.fixture
def state():
    state = apply(THING)
    yield state
    with connection.schema_editor() as editor:
        editor.delete_model(state.apps.get_model("portal", "Thing"))


def constraints():
    with connection.cursor() as cursor:
        return connection.introspection.get_constraints(cursor, "portal_thing")


def test_both_are_there_afterwards_and_may_be_added_once_more_after_a_break(state):
    apply(AddIndexOnline("thing", INDEX), AddCheckOnline("thing", CHECK), state=state)
    assert {"things_by_number", "things_are_positive"} <= constraints().keys()
    if connection.vendor == "postgresql":  # elsewhere a migration is taken back as a whole
        apply(AddIndexOnline("thing", INDEX), AddCheckOnline("thing", CHECK), state=state)
        assert {"things_by_number", "things_are_positive"} <= constraints().keys()


def test_both_can_be_taken_back(state):
    for step in (AddIndexOnline("thing", INDEX), AddCheckOnline("thing", CHECK)):
        after = state.clone()
        step.state_forwards("portal", after)
        with connection.schema_editor(atomic=False) as editor:
            step.database_forwards("portal", editor, state, after)
            step.database_backwards("portal", editor, after, state)
    assert not {"things_by_number", "things_are_positive"} & constraints().keys()


def test_a_check_that_old_rows_break_is_refused(state):
    state.apps.get_model("portal", "Thing").objects.create(number=-1)
    with pytest.raises(Exception, match="things_are_positive"):
        apply(AddCheckOnline("thing", CHECK), state=state)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no other way")
def test_others_write_while_the_index_is_built(state):
    """Somebody's transaction that has read the table is open: an index under a lock would wait for it, and all others
    who write behind it."""
    Thing = state.apps.get_model("portal", "Thing")
    Thing.objects.bulk_create(Thing(number=number) for number in range(1, 50))
    reading, done, wrote = threading.Event(), threading.Event(), threading.Event()

    def read():
        with transaction.atomic():
            Thing.objects.create(number=1000)
            reading.set()
            done.wait(20)
        connection.close()

    def build():
        apply(AddIndexOnline("thing", INDEX), state=state)
        connection.close()

    def write():
        Thing.objects.create(number=2000)
        wrote.set()
        connection.close()

    threads = [threading.Thread(target=function) for function in (read, build, write)]
    threads[0].start()
    assert reading.wait(20)
    threads[1].start()
    _until_somebody_builds()
    threads[2].start()
    assert wrote.wait(10)
    done.set()
    for thread in threads:
        thread.join(20)
    assert "things_by_number" in constraints()


def _until_somebody_builds():
    seen = "SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX%%' AND state = 'active'"
    for _attempt in range(200):
        with connection.cursor() as cursor:
            cursor.execute(seen)
            if cursor.fetchone()[0]:
                return
        threading.Event().wait(0.05)
    raise AssertionError("nobody builds an index")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no other way")
def test_within_a_transaction_it_says_that_it_cannot(state):
    with pytest.raises(NotSupportedError, match="atomic = False"):
        apply(AddIndexOnline("thing", INDEX), state=state, atomic=True)
