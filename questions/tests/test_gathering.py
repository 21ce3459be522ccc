"""What becomes of a comment: it is gathered with the others; nobody owes it an answer of its own."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from editorial.models import Refused
from portal.testing import make_authority, make_case, make_desk
from questions import rules
from questions.models import Case, Tally
from questions.stages import answering, assigning, closing, referring
from questions.tests.comments_desk import comments_desk
from questions.tests.following import follow, page_of, receive

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to("2026-11-20T12:00:00+08:00", tick=False)
    return time_machine


def test_a_comment_is_never_late_and_waits_in_no_pool(reporter):
    case = make_case(comments_desk(head=reporter), "第五条要改。")
    Case.objects.update(received_at=timezone.now() - timedelta(days=365))
    case.refresh_from_db()
    seen = Case.objects.visible_to(reporter)
    assert not any([case.owes_answer, case.is_overdue, case.is_due_soon, case.next_due])
    assert [seen.overdue().count(), seen.due_soon().count(), seen.pool().count(), seen.count()] == [0, 0, 0, 1]
    assert make_case(make_desk("读者热线", head=reporter)) in Case.objects.visible_to(reporter).pool()


def test_a_comment_is_not_referred_so_no_authority_is_counted_by_it(reporter):
    case = make_case(comments_desk(head=reporter), "第五条要改。")
    assigning.claim(case, reporter)
    authority = make_authority()
    for attempt in (
        lambda: referring.refer(case, reporter, authority, "第五条要改。"),
        lambda: referring.note_promise(case, reporter, authority, "会改", timezone.localdate()),
        lambda: answering.begin_answer(case, reporter),
    ):
        with pytest.raises(Refused, match="意见统一汇总"):
            attempt()
    case.refresh_from_db()
    assert (case.authority, case.answer) == (None, None)
    assert not Tally.objects.exists()
    offered = rules.possible_actions(reporter, case)
    assert not offered & rules.NOT_WITH_COMMENTS
    assert {rules.CaseAction.CLOSE, rules.CaseAction.SEE_CONTACT, rules.CaseAction.ANSWER} <= offered


def test_its_head_closes_a_comment_as_gathered(reporter):
    case = make_case(comments_desk(head=reporter), "第五条要改。")
    assert rules.possible_outcomes(case) == [Case.Outcome.GATHERED, Case.Outcome.REFUSED]
    closing.close(case, reporter, Case.Outcome.GATHERED, "意见已汇总。")
    case.refresh_from_db()
    assert (case.status, case.outcome) == (Case.Status.CLOSED, Case.Outcome.GATHERED)


def test_fifteen_days_after_the_last_day_comments_are_closed_as_gathered(clock):
    case, _code = receive(desk=comments_desk(closes_on=timezone.localdate()), text="第五条要改。")
    other = make_case(make_desk("读者热线"))
    clock.move_to("2026-12-05T23:59:59+08:00", tick=False)
    call_command("closecases", stdout=StringIO())
    case.refresh_from_db()
    assert case.status == Case.Status.RECEIVED
    clock.move_to("2026-12-06T00:00:00+08:00", tick=False)
    output = StringIO()
    call_command("closecases", stdout=output)
    assert "到期的问题单：1件\n完成1件，失败0件" in output.getvalue()
    case.refresh_from_db()
    other.refresh_from_db()
    assert (case.outcome, other.status) == (Case.Outcome.GATHERED, Case.Status.RECEIVED)


def test_what_is_open_or_answered_or_closed_is_not_gathered(reporter, clock):
    desk = comments_desk(head=reporter)
    case, answered = make_case(desk, "第五条要改。"), make_case(desk, "第六条呢？")
    assigning.claim(answered, reporter)
    answering.answer_asker(answered, reporter, "<p>见附件。</p>")
    with pytest.raises(Refused):
        closing.gather(case)
    clock.move_to("2026-12-20T00:00:00+08:00", tick=False)
    with pytest.raises(Refused):
        closing.gather(answered)
    closing.gather(case)
    with pytest.raises(Refused):
        closing.gather(case)


def test_its_writer_reads_that_it_was_gathered(client, clock):
    case, code = receive(desk=comments_desk(closes_on=timezone.localdate()), text="第五条要改。")
    assert "您的意见已收到" in page_of(follow(client, code))
    clock.move_to("2026-12-06T00:00:00+08:00", tick=False)
    closing.gather(case)
    page = page_of(follow(client, code))
    assert "<h1>您的意见</h1>" in page
    assert "意见期已满，您的意见已汇总" in page
    assert "提问" not in page[page.index("<main") : page.index("</main>")]
