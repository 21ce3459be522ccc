"""Whatever happens to cases, in whatever order, the page says what a plain count of the rows says."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random
from statistics import median
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from editorial.models import Refused
from editorial.rules import Action
from portal.testing import make_authority, make_case, make_desk, put
from questions.accountability.figures import COUNTS, of_months
from questions.models import Answer, Case, Promise, Referral, Tally
from questions.stages import answering, assigning, closing, following, joining, referring

pytestmark = pytest.mark.django_db
BEGIN = datetime(2026, 9, 20, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
OFTEN = ["do_refer", "do_answer", "do_rate", "do_rate", "do_keep", "do_reopen", "do_reopen_as_asker"]
ALWAYS = date(2026, 1, 1), date(2027, 12, 1)


def plain_count():
    """The figures of every month and authority, counted in Python, one row after the other."""
    cells = {}
    now, today = timezone.now(), timezone.localdate()

    def add(authority_id, month, *names):
        cell = cells.setdefault((month, authority_id), dict.fromkeys([field.name for field in COUNTS], 0))
        for name in filter(None, names):
            cell[name] += 1

    spans = {}
    for case in Case.objects.exclude(authority=None):
        never_owed = case.outcome in {"withdrawn", "refused", "duplicate"} and not case.answered_at
        if case.is_held or case.duplicate_of_id or never_owed:
            continue
        if case.answered_at and case.answered_at <= now:
            kind = "in_time" if case.answered_at <= case.answer_due else "late"
            days = (case.answered_at - case.received_at).total_seconds() / 86400
            spans.setdefault((case.month, case.authority_id), []).append(days)
        elif case.closed_at and not case.answered_at:
            kind = "no_answer"
        else:
            kind = "overdue" if case.answer_due < now else "pending"
        said = {None: None, True: "solved", False: "unsolved"}[case.is_solved]
        add(case.authority_id, case.month, "received", kind, said)
    for promise in Promise.objects.select_related("case"):
        if promise.kept_on:
            kind = "promises_kept" if promise.kept_on <= promise.due_on else "promises_kept_late"
        else:
            kind = "promises_broken" if promise.due_on < today else "promises_open"
        add(promise.authority_id, promise.case.month, kind)
    for key, cell in cells.items():
        cell["median_days"] = round(Decimal(median(spans[key])), 1) if key in spans else None
    return cells


def page_count():
    names = [*(field.name for field in COUNTS), "median_days"]
    return {
        (month, figures.authority.pk): {name: getattr(figures, name) for name in names}
        for month, rows in of_months(*ALWAYS).items()
        for figures in rows
    }


# What a reporter may choose; comments that were gathered end by themselves.
OUTCOMES = [outcome for outcome in Case.Outcome.values if outcome != Case.Outcome.GATHERED]


class Play:
    """Random steps with random cases, from one seed."""

    def __init__(self, seed, desk, person, authorities):
        self.random, self.desk, self.person, self.authorities = Random(seed), desk, person, authorities  # noqa: S311
        self.taken = set()

    def step(self):
        names = [name for name in dir(self) if name.startswith("do_")]
        name = self.random.choice([*names, *OFTEN])
        case = self.random.choice([None, None, *Case.objects.order_by("pk")]) or make_case(
            self.desk, is_held=self.random.random() < 0.2
        )
        for act in (lambda: assigning.claim(case, self.person), lambda: getattr(self, name)(case)):
            try:
                act()
            except Refused:
                continue
        self.taken.update(case.events.values_list("kind", flat=True))

    def a_promise(self, case):
        return self.random.choice([*case.promises.open()] or [Promise(case=case)])

    def a_day(self):
        return timezone.localdate() + timedelta(days=self.random.randrange(6))

    def do_admit(self, case):
        assigning.admit(case, self.person)

    def do_refer(self, case):
        referring.refer(case, self.person, self.random.choice(self.authorities), "桃花新村一盏路灯不亮。")

    def do_reply(self, case):
        referral = self.random.choice([*case.referrals.all()] or [Referral(case=case)])
        referring.take_reply(case, referral, "已安排。", promise="修好路灯", promised_for=self.a_day())

    def do_revoke(self, case):
        referring.revoke_referral(case, self.person, case.referrals.last() or Referral(case=case))

    def do_promise(self, case):
        referring.note_promise(case, self.person, self.random.choice(self.authorities), "换路牌", self.a_day())

    def do_extend(self, case):
        referring.extend_promise(case, self.person, self.a_promise(case), self.a_day() + timedelta(days=2), "缺货")

    def do_keep(self, case):
        referring.keep_promise(case, self.person, self.a_promise(case), timezone.localdate())

    def do_answer(self, case):
        answering.answer_asker(case, self.person, "<p>修好了。</p>")

    def do_publish(self, case):
        if not case.answer_id:
            answering.begin_answer(case, self.person)
        later = timezone.now() + timedelta(hours=self.random.randrange(72))
        answer = Answer.objects.filter(pk=case.answer_id)
        put(answer, state=Answer.State.APPROVED, publish_at=later)
        answering.follow_answer(case, self.person, Action.PASS)
        if self.random.random() < 0.3:
            put(answer, state=Answer.State.DRAFT)
            answering.follow_answer(case, self.person, Action.RETURN)

    def do_close(self, case):
        closing.close(case, self.person, self.random.choice(OUTCOMES), "说明")

    def do_reopen(self, case):
        closing.reopen(case, self.person, "还有话要问")

    def do_close_in_silence(self, case):
        closing.close_in_silence(case)

    def do_withdraw(self, case):
        following.withdraw(case)

    def do_rate(self, case):
        following.rate(case, self.random.random() < 0.5, 3)

    def do_reopen_as_asker(self, case):
        following.reopen_as_asker(case, "还是不亮")

    def do_join(self, case):
        joining.join(case, self.person, self.random.choice(Case.objects.order_by("pk")))


@pytest.mark.parametrize("seed", range(1, 5))
def test_after_any_steps_the_page_says_what_a_plain_count_says(reporter, seed):
    play = Play(seed, make_desk(head=reporter), reporter, [make_authority(f"单位{n}", "") for n in range(3)])
    with time_machine.travel(BEGIN, tick=False) as clock:
        for number in range(200):
            play.step()
            clock.shift(timedelta(hours=play.random.randrange(18)))
            if number % 8 == 7:
                assert page_count() == plain_count(), number
        clock.shift(timedelta(days=30))  # and when nobody does anything, time passes
        assert page_count() == plain_count()
    assert len({month for month, _authority in plain_count()}) > 1
    assert play.taken > {"referred", "promised", "promise_kept", "answered", "rated", "reopened", "joined", "withdrawn"}


def test_an_authority_that_is_asked_second_takes_the_case_over(reporter):
    first, second = make_authority("甲局", ""), make_authority("乙局", "")
    case = make_case(make_desk(head=reporter))
    assigning.claim(case, reporter)
    referring.refer(case, reporter, first, "路灯不亮。")
    referring.refer(case, reporter, second, "路灯不亮。")
    assert dict(Tally.objects.values_list("authority__name", "received")) == {"甲局": 0, "乙局": 1}


def test_a_promise_counts_for_who_made_it_even_when_another_is_in_charge_by_then(reporter):
    first, second = make_authority("甲局", ""), make_authority("乙局", "")
    case = make_case(make_desk(head=reporter))
    assigning.claim(case, reporter)
    referring.refer(case, reporter, first, "路灯不亮。")
    promise = referring.note_promise(case, reporter, first, "修路灯", timezone.localdate())
    referring.refer(case, reporter, second, "路灯不亮。")
    referring.keep_promise(case, reporter, promise)
    assert dict(Tally.objects.values_list("authority__name", "promises_kept")) == {"甲局": 1, "乙局": 0}
