"""When an asker counts as answered: by a reply, or by what readers can see, and not by what was taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.models import Refused
from editorial.rules import Action
from portal.testing import make_authority, make_case, make_desk, put
from questions import rules
from questions.models import Case
from questions.stages import answering, assigning, closing, following, referring

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]


@pytest.fixture
def case(reporter):
    case = make_case(make_desk(members=[reporter]), "骑行卡去哪里办？我母亲七十岁了。")
    assigning.claim(case, reporter)
    return case


def passed(case, reporter, final_reviewer, **fields):
    """The public answer of `case`, passed."""
    answer = answering.begin_answer(case, reporter, asker="王女士")
    for name, value in {"body": "<p>各区都能办。</p>", **fields}.items():
        setattr(answer, name, value)
    answer.save()
    answer.decide(Action.SUBMIT, reporter)
    answer.decide(Action.PASS, final_reviewer)
    case.refresh_from_db()
    return answer


def test_a_scheduled_answer_that_is_moved_or_returned_moves_or_takes_back_the_moment(case, reporter, final_reviewer):
    tomorrow, later = (timezone.now() + timedelta(days=days) for days in (1, 2))
    answer = passed(case, reporter, final_reviewer, publish_at=tomorrow)
    assert case.answered_at == tomorrow
    assert not rules.may_be_rated(case)
    put(answer, publish_at=later)
    answer.keep_version(final_reviewer)
    case.refresh_from_db()
    assert case.answered_at == later
    answer.decide(Action.RETURN, final_reviewer, "再核实")
    case.refresh_from_db()
    assert (case.answered_at, case.status) == (None, Case.Status.ASSIGNED)


def test_a_reply_before_the_publication_is_the_answer(case, reporter, final_reviewer):
    passed(case, reporter, final_reviewer, publish_at=timezone.now() + timedelta(days=3))
    answering.answer_asker(case, reporter, "<p>先告诉您：各区都能办。</p>")
    assert case.answered_at <= timezone.now()
    assert rules.may_be_rated(case)


def test_a_published_answer_that_is_withdrawn_leaves_the_asker_unanswered(case, reporter, final_reviewer):
    answer = passed(case, reporter, final_reviewer)
    assert case.status == Case.Status.ANSWERED
    answer.decide(Action.WITHDRAW, final_reviewer, "办法有变")
    case.refresh_from_db()
    assert (case.answered_at, case.status) == (None, Case.Status.ASSIGNED)
    assert case.events.last().public_note
    assert answering.begin_answer(case, reporter, asker="王女士") != answer


def test_what_its_asker_has_withdrawn_is_not_published_without_a_reason(case, reporter, final_reviewer):
    answer = answering.begin_answer(case, reporter, asker="王女士")
    answer.body = "<p>各区都能办。</p>"
    answer.save()
    answer.decide(Action.SUBMIT, reporter)
    following.withdraw(case)
    with pytest.raises(Refused, match="撤回"):
        answer.decide(Action.PASS, final_reviewer)
    (digest,) = {finding.digest for finding in _blocks(answer)}
    answer.override(digest, final_reviewer, "问的人很多")
    answer.decide(Action.PASS, final_reviewer)
    case.refresh_from_db()
    assert case.answered_at is None
    assert case.outcome == Case.Outcome.WITHDRAWN


def _blocks(answer):
    from editorial import preflight

    return preflight.run(answer, preflight.BLOCKS).blocks


def test_another_round_after_the_answer_leaves_it_answered(case, reporter):
    answering.answer_asker(case, reporter, "<p>修好了。</p>")
    referral = referring.refer(case, reporter, make_authority(), "再核实一次。")
    assert case.status == Case.Status.ANSWERED
    referring.take_reply(case, referral, "属实。")
    assert case.status == Case.Status.ANSWERED
    following.rate(case, True, 5)
    assert case.status == Case.Status.CLOSED


def test_a_link_that_has_expired_holds_no_reply_back(case, reporter):
    referring.refer(case, reporter, make_authority("甲"), "问甲。", lasts=timedelta(seconds=-1))
    second = referring.refer(case, reporter, make_authority("乙", number=""), "问乙。")
    referring.take_reply(case, second, "答复。")
    assert case.status == Case.Status.ASSIGNED


def test_waiting_for_the_authority_keeps_a_case_and_its_reply_ends_the_wait(case, reporter):
    referral = referring.refer(case, reporter, make_authority(), "问一问。")
    assert case.lease_until > timezone.now() + timedelta(days=10)
    referring.take_reply(case, referral, "答复。")
    assert case.lease_until < timezone.now() + timedelta(days=3)


def test_who_was_asked_by_mistake_answers_for_nothing(case, reporter):
    referral = referring.refer(case, reporter, make_authority(), "问错了。")
    referring.revoke_referral(case, reporter, referral)
    assert case.authority is None


def test_a_newsroom_that_reopens_gains_no_time_and_loses_no_word_of_the_asker(case, reporter):
    due = case.answer_due
    answering.answer_asker(case, reporter, "<p>修好了。</p>")
    following.rate(case, False, 1, "没修")
    closing.close(case, reporter, Case.Outcome.EXPLAINED)
    closing.reopen(case, reporter, "再查")
    assert (case.answer_due, case.rating, case.is_solved) == (due, 1, False)
    answering.answer_asker(case, reporter, "<p>这回修好了。</p>")
    assert rules.may_be_reopened(case)
    following.rate(case, True, 5)
    assert case.is_solved


@pytest.mark.parametrize("asker", ["王小芳", "字" * 21])
def test_a_full_name_or_an_endless_one_never_gets_into_a_version(case, reporter, asker):
    with pytest.raises(Refused):
        answering.begin_answer(case, reporter, asker=asker)
    assert case.answer is None


def test_a_draft_begins_with_who_replied_and_a_headline_or_a_mark(case, reporter):
    referral = referring.refer(case, reporter, make_authority("市公交公司", number=""), "骑行卡去哪里办？")
    referring.take_reply(case, referral, "各区都能办。")
    answer = answering.begin_answer(case, reporter, asker="王女士")
    assert answer.title == "骑行卡去哪里办？"
    assert answer.body == "<p>市公交公司答复：各区都能办。</p>"
    assert answer.answered_on == timezone.localdate()
    other = make_case(case.desk, "我" * 60)
    assigning.claim(other, reporter)
    assert answering.begin_answer(other, reporter).title == "〔标题〕"


def test_what_is_signed_and_not_out_yet_neither_closes_a_case_nor_keeps_its_asker(case, reporter, final_reviewer):
    passed(case, reporter, final_reviewer, publish_at=timezone.now() + timedelta(days=1))
    with pytest.raises(Refused):
        closing.close(case, reporter, Case.Outcome.RESOLVED)
    following.withdraw(case)
    assert case.was_dropped
    assert not rules.may_be_rated(case)


def test_what_is_answered_is_not_withdrawn(case, reporter):
    answering.answer_asker(case, reporter, "<p>各区都能办。</p>")
    assert rules.reason_against_withdrawing(case) is not None
    with pytest.raises(Refused):
        following.withdraw(case)
