"""One case from the asker to the answer, and back to the asker; and what the steps refuse."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.models import Refused
from portal.testing import make_authority, make_case, make_desk
from questions.models import Case, Tally
from questions.stages import answering, assigning, collecting, following, joining, referring

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(reporter, first_reviewer):
    return make_desk(head=first_reviewer, members=[reporter])


def kinds(case):
    return [event.kind for event in case.events.all()]


def test_a_question_goes_to_the_authority_and_its_answer_to_the_asker(desk, reporter):
    authority = make_authority()
    case = make_case(desk, "楼下的路灯不亮，电话13800000000。", contact={"name": "王芳", "telephone": "13800000000"})
    assert case.status == Case.Status.RECEIVED
    assigning.claim(case, reporter)
    referral = referring.refer(case, reporter, authority, "桃花新村一盏路灯不亮。")
    assert case.status == Case.Status.REFERRED
    day = timezone.localdate() + timedelta(days=3)
    referring.take_reply(case, referral, "三日内修好。", officer="运维科 陈", promise="修好路灯", promised_for=day)
    assert case.status == Case.Status.ASSIGNED
    answering.answer_asker(case, reporter, "<p>三日内修好。</p>")
    referring.keep_promise(case, reporter, case.promises.get(), timezone.localdate())
    following.rate(case, True, 5, "修好了")
    assert (case.status, case.outcome) == (Case.Status.CLOSED, Case.Outcome.RESOLVED)
    assert kinds(case) == "received claimed referred replied promised answered promise_kept rated".split()
    tally = Tally.objects.get(authority=authority)
    assert (tally.received, tally.in_time, tally.late, tally.solved, tally.promises_kept) == (1, 1, 0, 1, 1)


def test_a_public_answer_begins_without_anybodys_data(desk, reporter):
    text = "我叫王芳，住桃花新村3栋502室，电话13800000000，路灯不亮。"
    case = make_case(desk, text, contact={"name": "王芳", "telephone": "13800000000"})
    assigning.claim(case, reporter)
    answer = answering.begin_answer(case, reporter, asker="王女士")
    for private in ("王芳", "502", "13800000000"):
        assert private not in answer.question
        assert private not in str(answer.versions.get().data)


def test_passing_the_public_answer_answers_the_case(one_review, desk, reporter, final_reviewer):
    case = make_case(desk)
    assigning.claim(case, reporter)
    answer = answering.begin_answer(case, reporter)
    answer.body = "<p>各街道都能办。</p>"
    answer.save()
    answer.decide("submit", reporter)
    answer.decide("pass", final_reviewer)
    case.refresh_from_db()
    assert case.status == Case.Status.ANSWERED
    assert case.answered_at == answer.publish_at


def test_only_one_of_two_reporters_gets_a_case(desk, reporter, other_reporter):
    desk.members.add(other_reporter)
    case = make_case(desk)
    assigning.claim(case, reporter)
    with pytest.raises(Refused):
        assigning.claim(Case.objects.get(pk=case.pk), other_reporter)
    assert not Case.objects.pool().exists()


def test_whoever_is_not_of_the_desk_sees_no_case_and_does_nothing(desk, other_reporter, final_reviewer):
    case = make_case(desk)
    for person in (other_reporter, final_reviewer):
        assert not Case.objects.visible_to(person).exists()
        with pytest.raises(Refused):
            assigning.claim(case, person)


def test_the_same_form_sent_again_is_the_same_case(desk):
    first = collecting.receive(desk, "路灯不亮", submission="x" * 32)
    again = collecting.receive(desk, "路灯不亮", submission="x" * 32)
    other = collecting.receive(desk, "路灯还是不亮", submission="x" * 32)
    assert first[:2] == again[:2]
    assert (first[2], again[2], other[2]) == (True, False, True)
    assert Case.objects.count() == 2


def test_those_who_ask_the_same_follow_one_case(desk, reporter):
    first, second, third = make_case(desk), make_case(desk), make_case(desk)
    for case in (first, second, third):
        assigning.claim(case, reporter)
    joining.join(third, reporter, second)
    joining.join(second, reporter, first)
    third.refresh_from_db()
    assert third.root == second.root == first
    assert second.outcome == Case.Outcome.DUPLICATE
    with pytest.raises(Refused):
        joining.join(first, reporter, third)


def test_an_asker_reopens_once(desk, reporter):
    case = make_case(desk)
    assigning.claim(case, reporter)
    answering.answer_asker(case, reporter, "<p>修好了。</p>")
    following.rate(case, False, 2)
    following.reopen_as_asker(case, "还是不亮")
    assert case.status == Case.Status.ASSIGNED
    assert case.answered_at is None
    answering.answer_asker(case, reporter, "<p>这回修好了。</p>")
    with pytest.raises(Refused):
        following.reopen_as_asker(case, "又不亮了")
