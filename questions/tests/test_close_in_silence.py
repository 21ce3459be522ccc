"""An answer about which its asker says nothing ends the case, and silence is never satisfaction."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from portal.testing import make_answer, make_authority, make_desk
from questions.models import Case, Event, Tally
from questions.stages import answering, assigning, closing, following, referring
from questions.tests.following import receive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-03-02T12:00:00+08:00", tick=False)
    return time_machine


@pytest.fixture
def answered(reporter):
    case, _code = receive(desk=make_desk(members=[reporter]))
    assigning.claim(case, reporter)
    referring.refer(case, reporter, make_authority(), "一盏路灯不亮。")
    answering.answer_asker(case, reporter, "<p>已修好。</p>")
    return case


def closecases(*options):
    output = StringIO()
    call_command("closecases", *options, stdout=output)
    return output.getvalue()


def test_after_fifteen_silent_days_it_is_closed_as_answered_and_not_as_solved(answered, clock):
    clock.shift(timedelta(days=15) - timedelta(seconds=1))
    closecases()
    answered.refresh_from_db()
    assert answered.status == Case.Status.ANSWERED
    clock.shift(timedelta(seconds=1))
    assert "到期的问题单：1件\n完成1件，失败0件" in closecases()
    answered.refresh_from_db()
    assert (answered.outcome, answered.is_solved, answered.rating) == (Case.Outcome.EXPLAINED, None, None)
    last = answered.events.last()
    assert (last.kind, last.actor) == (Event.Kind.CLOSED, Event.Actor.SYSTEM)
    tally = Tally.objects.get()
    assert (tally.in_time, tally.solved, tally.unsolved) == (1, 0, 0)


def test_whoever_said_something_lately_is_not_silent(answered, clock):
    clock.shift(timedelta(days=14))
    following.add(answered, "那盏灯一闪一闪的。")
    clock.shift(timedelta(days=14))
    assert "到期的问题单：0件" in closecases()
    clock.shift(timedelta(days=1))
    closecases()
    answered.refresh_from_db()
    assert answered.status == Case.Status.CLOSED


def test_an_answer_that_is_still_to_come_closes_nothing(answered, clock):
    Case.objects.update(answered_at=timezone.now() + timedelta(days=20), reply="", answer=make_answer())
    clock.shift(timedelta(days=20))
    assert "到期的问题单：0件" in closecases()


def test_reopened_it_waits_for_its_new_answer(answered, clock):
    following.reopen_as_asker(answered, "还是不亮")
    clock.shift(timedelta(days=30))
    assert "到期的问题单：0件" in closecases()


def test_a_dry_run_closes_nothing(answered, clock):
    clock.shift(timedelta(days=16))
    assert "到期的问题单：1件" in closecases("--dry-run")
    answered.refresh_from_db()
    assert answered.status == Case.Status.ANSWERED


def test_run_again_it_does_nothing_more(answered, clock):
    clock.shift(timedelta(days=16))
    closecases()
    events = answered.events.count()
    assert "完成0件" in closecases()
    assert answered.events.count() == events


def test_one_that_fails_does_not_stop_the_rest_and_is_only_numbered(answered, reporter, clock, monkeypatch, caplog):
    other, _code = receive("路灯又坏了，电话13800000000。")
    assigning.claim(other, reporter)
    answering.answer_asker(other, reporter, "<p>已修好。</p>")
    clock.shift(timedelta(days=16))
    close = closing.close_in_silence

    def broken(case):
        if case.pk == answered.pk:
            raise ValueError(case.text)
        close(case)

    monkeypatch.setattr(closing, "close_in_silence", broken)
    with pytest.raises(CommandError):
        closecases()
    other.refresh_from_db()
    assert other.status == Case.Status.CLOSED
    assert f"case {answered.pk}: ValueError" in caplog.text
    assert "路灯" not in caplog.text
