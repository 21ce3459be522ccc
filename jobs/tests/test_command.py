"""Each run of a command that a timer starts is noted, and noting is never in its way."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, transaction

from jobs.command import JobCommand
from jobs.models import KEPT, Run

pytestmark = pytest.mark.django_db


class Work(JobCommand):
    """A job whose work is whatever a test says."""

    requires_system_checks = []
    name = "work"

    def __init__(self, do):
        self.do = do
        super().__init__()

    def handle(self, **options):
        self.do(self)


def run(do, **options):
    call_command(Work(do), **options)


def fail(fault):
    def do(*args, **kwargs):
        raise fault

    return do


def test_it_is_noted_when_it_ran_and_what_it_counted(settings, time_machine, capsys):
    time_machine.move_to("2026-03-02T03:10:00+08:00", tick=False)

    def do(command):
        noted = Run.objects.get()
        assert (noted.command, noted.outcome, noted.finished) == ("work", "unfinished", None)
        time_machine.shift(timedelta(minutes=2))
        command.report("1 looked at")
        command.report("5 deleted")

    run(do)
    noted = Run.objects.get()
    assert noted.finished - noted.started == timedelta(minutes=2)
    assert (noted.outcome, noted.said, noted.time_zone) == ("done", "5 deleted", settings.TIME_ZONE)
    assert capsys.readouterr().out == "1 looked at\n5 deleted\n"


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (CommandError("3 failed"), "3 failed"),
        (ValueError("沈拾光 13800000000"), "ValueError"),  # it may hold what somebody typed
        (KeyboardInterrupt(), "KeyboardInterrupt"),
        (SystemExit(3), "SystemExit"),
    ],
)
def test_a_run_that_fails_is_noted_as_such_and_fails_all_the_same(fault, said):
    with pytest.raises(type(fault)):
        run(fail(fault))
    noted = Run.objects.get()
    assert (noted.outcome, noted.said, noted.finished is not None) == ("failed", said, True)


def test_a_dry_run_notes_nothing():
    run(lambda command: None, dry_run=True)
    with pytest.raises(CommandError):
        run(fail(CommandError("no")), dry_run=True)
    assert not Run.objects.exists()


@pytest.fixture
def no_notes(monkeypatch):
    monkeypatch.setattr(Run, "save", fail(DatabaseError("the disk is full")))


def test_where_nothing_can_be_noted_the_work_is_done(no_notes, caplog):
    done = []
    run(done.append)
    assert len(done) == 1
    assert "work could not be noted: DatabaseError" in caplog.text
    assert not Run.objects.exists()


def test_the_fault_of_the_command_is_told_and_not_that_of_the_note(monkeypatch):
    def do(command):
        monkeypatch.setattr(Run, "save", fail(DatabaseError("no note")))
        raise CommandError("its own")

    with pytest.raises(CommandError, match="its own"):
        run(do)


def test_a_transaction_that_the_command_broke_keeps_its_fault():
    def do(command):
        with pytest.raises(IntegrityError), transaction.atomic(savepoint=False):
            Run.objects.create(command="", started=Run.objects.get().started)
        raise CommandError("its own")

    with pytest.raises(CommandError, match="its own"), transaction.atomic():
        run(do)


def test_two_at_once_are_noted_each_for_itself():
    def outer(command):
        run(lambda inner: inner.report("inner"))
        command.report("outer")

    run(outer)
    assert list(Run.objects.order_by("pk").values_list("said", "outcome")) == [("outer", "done"), ("inner", "done")]


def test_the_newest_runs_of_each_command_are_kept():
    other = Run.objects.begin("other")
    for _run in range(KEPT + 3):
        run(lambda command: None)
    assert Run.objects.filter(command="work").count() == KEPT
    assert Run.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize(
    "wrong", [{"command": ""}, {"outcome": "done"}, {"outcome": "else"}, {"finished": "2026-03-02T00:00Z"}]
)
def test_no_row_says_what_cannot_be(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Run.objects.create(**{"command": "work", "started": "2026-03-02T00:00Z", **wrong})
