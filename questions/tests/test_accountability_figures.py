"""What each figure counts, and in which order the authorities stand."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from editorial.rules import Action
from portal.testing import make_authority, make_case, make_desk, put
from questions.accountability.figures import Figures, first_month, of_months, trend
from questions.models import Case
from questions.stages import answering, assigning, closing, following, joining, referring

pytestmark = pytest.mark.django_db
NOVEMBER = date(2026, 11, 1)
BEGIN = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
A_DAY = timedelta(days=1)


@pytest.fixture
def clock():
    with time_machine.travel(BEGIN, tick=False) as clock:
        yield clock


@pytest.fixture
def refer(reporter):
    """Return a function that has a case, due in three days, with `authority`."""
    desk = make_desk(head=reporter, answer_amount=72, answer_unit="hours")

    def refer(authority):
        case = make_case(desk)
        assigning.claim(case, reporter)
        referring.refer(case, reporter, authority, "路灯不亮。")
        return case

    return refer


def figures(month=NOVEMBER):
    return of_months(month, month).get(month, [])


def test_what_is_open_counts_against_the_authority_from_the_moment_its_time_is_over(clock, refer, reporter):
    case = refer(make_authority())
    answering.answer_asker(refer(case.authority), reporter, "<p>好了。</p>")
    clock.move_to(case.answer_due)
    assert [(row.overdue, row.pending, row.percent_in_time) for row in figures()] == [(0, 1, 100)]
    clock.shift(timedelta(seconds=1))
    assert [(row.overdue, row.pending, row.percent_in_time) for row in figures()] == [(1, 0, 50)]


def test_a_case_that_is_closed_since_nobody_answered_counts_against_the_authority(clock, refer, reporter):
    closing.close(refer(make_authority()), reporter, Case.Outcome.NO_ANSWER, "多次催问，没有答复。")
    [row] = figures()
    assert (row.received, row.no_answer, row.unanswered, row.percent_in_time) == (1, 1, 1, 0)


def test_whoever_says_nothing_is_not_counted_as_satisfied(clock, refer, reporter):
    authority = make_authority()
    cases = [refer(authority) for _number in range(3)]
    for case in cases:
        answering.answer_asker(case, reporter, "<p>好了。</p>")
    following.rate(cases[0], False, 1)
    closing.close_in_silence(cases[1])
    [row] = figures()
    assert (row.solved, row.unsolved, row.rated) == (0, 1, 1)


@pytest.mark.django_db(databases=[])
def test_the_rate_is_rounded_down_so_that_a_hundred_means_all():
    assert Figures(in_time=199, late=1).percent_in_time == 99
    assert Figures(in_time=200).percent_in_time == 100
    assert Figures(pending=3).percent_in_time is None


def test_the_median_is_the_middle_of_all_that_are_answered(clock, refer, reporter):
    authority = make_authority()
    cases = [refer(authority) for _number in range(4)]
    for case in cases[:3]:
        clock.shift(2 * A_DAY)
        answering.answer_asker(case, reporter, "<p>好了。</p>")
    [row] = figures()
    assert (row.median_days, row.answered, row.in_time, row.late) == (Decimal("4.0"), 3, 1, 2)


def test_a_promise_is_broken_once_its_day_has_passed_and_put_off_by_its_new_day(clock, refer, reporter):
    case = refer(make_authority())
    promise = referring.note_promise(case, reporter, case.authority, "修好路灯", timezone.localdate() + A_DAY)
    clock.shift(A_DAY)
    assert [(row.promises_open, row.promises_broken) for row in figures()] == [(1, 0)]
    referring.extend_promise(case, reporter, promise, timezone.localdate() + A_DAY, "缺货")
    clock.shift(A_DAY)
    assert [(row.promises_open, row.promises_broken) for row in figures()] == [(1, 0)]
    clock.shift(A_DAY)
    assert [(row.promises_open, row.promises_broken) for row in figures()] == [(0, 1)]
    referring.keep_promise(case, reporter, promise)
    assert [(row.promises_kept, row.promises_kept_late, row.promises_broken) for row in figures()] == [(0, 1, 0)]


def test_an_answer_that_is_yet_to_be_published_is_none_until_then(clock, refer, reporter):
    given = refer(make_authority())
    case = refer(given.authority)
    clock.shift(A_DAY)
    answering.answer_asker(given, reporter, "<p>好了。</p>")
    answer = answering.begin_answer(case, reporter)
    moment = case.answer_due + A_DAY
    put(answer, state=answer.State.APPROVED, publish_at=moment)
    answering.follow_answer(case, reporter, Action.PASS)

    def row():
        [row] = figures()
        return row.answered, row.late, row.overdue, row.pending, row.median_days

    assert row() == (1, 0, 0, 1, Decimal("1.0"))
    clock.move_to(case.answer_due + timedelta(seconds=1))
    assert row() == (1, 0, 1, 0, Decimal("1.0"))
    clock.move_to(moment)
    assert row() == (2, 1, 0, 0, Decimal("2.5"))


def test_who_is_only_bound_by_a_promise_stands_in_the_table(clock, refer, reporter):
    case = refer(make_authority("甲局", ""))
    referring.note_promise(case, reporter, make_authority("乙局", ""), "修好路灯", timezone.localdate())
    assert [(row.authority.name, row.received, row.promises_open) for row in figures()] == [
        ("甲局", 1, 0),
        ("乙局", 0, 1),
    ]


def test_duplicates_count_once_and_what_is_withdrawn_or_not_taken_up_not_at_all(clock, refer, reporter):
    authority = make_authority()
    stays, follows, withdrawn, refused = (refer(authority) for _number in range(4))
    joining.join(follows, reporter, stays)
    following.withdraw(withdrawn)
    closing.close(refused, reporter, Case.Outcome.REFUSED, "不归本报管。")
    assert [row.received for row in figures()] == [1]


def test_a_case_that_was_reopened_has_a_new_time_and_no_answer(clock, refer, reporter):
    case = refer(make_authority())
    clock.shift(5 * A_DAY)
    answering.answer_asker(case, reporter, "<p>好了。</p>")
    following.rate(case, False, 1)
    assert [(row.late, row.unsolved) for row in figures()] == [(1, 1)]
    following.reopen_as_asker(case, "还是不亮")
    # What the asker said of it stands until they say otherwise.
    assert [(row.late, row.unsolved, row.pending, row.median_days) for row in figures()] == [(0, 1, 1, None)]


def test_the_most_unanswered_stand_first_then_the_least_often_in_time():
    rows = {
        "甲": Figures(received=9, in_time=9),
        "乙": Figures(received=9, in_time=7, overdue=2),
        "丙": Figures(received=9, in_time=8, late=1),
        "丁": Figures(received=2, pending=2),
        "戊": Figures(received=4, in_time=2, no_answer=2),
    }
    for name, row in rows.items():
        row.authority = make_authority(name, "")
    assert [row.authority.name for row in sorted(rows.values(), key=lambda row: row.rank)] == list("戊乙丙甲丁")


def test_the_trend_has_a_year_of_months_and_none_before_the_first(clock, refer):
    refer(make_authority())
    clock.shift(70 * A_DAY)
    january = date(2027, 1, 1)
    shown = trend(of_months(NOVEMBER, january), first_month(), january)
    assert [(month, row.received, row.overdue) for month, row in shown] == [
        (january, 0, 0),
        (date(2026, 12, 1), 0, 0),
        (NOVEMBER, 1, 1),
    ]
    assert len(trend({}, NOVEMBER, date(2030, 1, 1))) == 12


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize(("in_time", "due", "percent"), [(4, 6, 67), (1, 3, 33), (199, 200, 99), (5, 5, 100)])
def test_the_rate_is_rounded_but_100_means_all(in_time, due, percent):
    assert Figures(in_time=in_time, late=due - in_time).percent_in_time == percent
