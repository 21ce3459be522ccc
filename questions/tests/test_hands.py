"""Whose hands a case is in, also when people leave; what passes on with it; who takes it up again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from editorial.models import Refused
from portal.testing import make_authority, make_case, put
from questions.models import Case
from questions.stages import answering, assigning, closing, referring

from .case_desk import LIST, action_of, moved, page_of, staffed_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(cast):
    return staffed_desk(cast)


@pytest.fixture
def case(desk, cast):
    case = make_case(desk)
    assigning.claim(case, cast["reporter"])
    return case


def leave_the_house(person, desk):
    type(person).objects.filter(pk=person.pk).update(is_active=False)


def leave_the_desk(person, desk):
    desk.members.remove(person)


@pytest.mark.parametrize("leave", [leave_the_house, leave_the_desk])
def test_who_has_left_holds_nothing(desk, case, cast, as_person, leave):
    assert not Case.objects.pool().exists()
    leave(cast["reporter"], desk)
    assert Case.objects.pool().get() == case
    assert not Case.objects.held_by(cast["reporter"]).exists()
    case.refresh_from_db()
    assert not case.is_claimed
    [listed] = as_person(cast["other_reporter"]).get(LIST).context["cl"].result_list
    assert not listed.is_in_hands
    assigning.claim(case, cast["other_reporter"])
    assert Case.objects.held_by(cast["other_reporter"]).get() == case


def test_a_head_holds_a_case_without_being_named_a_member(desk, cast):
    case = make_case(desk)
    assigning.claim(case, cast["first_reviewer"])
    assert case.is_claimed
    assert Case.objects.held_by(cast["first_reviewer"]).get() == case
    assert not Case.objects.pool().exists()


def test_the_draft_of_the_public_answer_passes_to_who_takes_the_case_over(case, cast):
    answer = answering.begin_answer(case, cast["reporter"])
    assigning.hand_over(case, cast["reporter"], cast["other_reporter"])
    answer.refresh_from_db()
    assert answer.author == cast["other_reporter"]
    assert "草稿" in case.events.last().internal_note
    assigning.release(case, cast["other_reporter"])
    assigning.claim(case, cast["reporter"])
    answer.refresh_from_db()
    assert answer.author == cast["reporter"]
    assert "草稿" in case.events.last().internal_note


def test_what_is_in_review_stays_with_its_author(case, cast):
    answer = answering.begin_answer(case, cast["reporter"])
    put(answer, state=answer.State.IN_REVIEW)
    assigning.hand_over(case, cast["reporter"], cast["other_reporter"])
    answer.refresh_from_db()
    assert answer.author == cast["reporter"]
    assert "草稿" not in case.events.last().internal_note


def test_what_is_closed_is_reopened_by_who_had_it_last_or_by_the_head(case, cast):
    for name in ("reporter", "first_reviewer"):
        closing.close(case, cast["first_reviewer"], Case.Outcome.NO_ANSWER, "没有答复")
        moved(case, lease_until=-1)
        with pytest.raises(Refused):
            closing.reopen(case, cast["other_reporter"], "还有话要问")
        closing.reopen(case, cast[name], "还有话要问")


def test_what_is_admitted_has_waited_since_its_receipt(desk, cast):
    case = make_case(desk, is_held=True)
    moved(case, response_due=-2, answer_due=-1)
    dues = case.response_due, case.answer_due
    assigning.admit(case, cast["reporter"])
    assert (case.response_due, case.answer_due) == dues
    assert Case.objects.overdue().get() == case


def test_a_broken_promise_is_not_put_off_and_none_is_kept_before_it_was_made(case, cast):
    today = timezone.localdate()
    promise = referring.note_promise(case, cast["reporter"], make_authority(), "换路牌", today)
    with pytest.raises(Refused):
        referring.keep_promise(case, cast["reporter"], promise, today - timedelta(days=1))
    case.promises.update(first_due_on=today - timedelta(days=1), due_on=today - timedelta(days=1))
    with pytest.raises(Refused):
        referring.extend_promise(case, cast["reporter"], promise, today + timedelta(days=3), "缺货")
    referring.keep_promise(case, cast["reporter"], promise)
    assert case.promises.get().status == "逾期兑现"


def test_only_a_promise_whose_day_is_to_come_offers_to_be_put_off(case, cast, as_person):
    day = timezone.localdate()
    referring.note_promise(case, cast["reporter"], make_authority(), "换路牌", day)
    assert action_of(case, "extend_promise") in as_person(cast["reporter"]).get(page_of(case)).content.decode()
    case.promises.update(first_due_on=day - timedelta(days=1), due_on=day - timedelta(days=1))
    page = as_person(cast["reporter"]).get(page_of(case)).content.decode()
    assert action_of(case, "extend_promise") not in page
    assert action_of(case, "keep_promise") in page


@pytest.mark.parametrize("asker", ["王小芳", "桃" * 19 + "居民"])
def test_a_full_name_or_a_long_one_never_gets_into_the_first_version(case, cast, as_person, asker):
    response = as_person(cast["reporter"]).post(action_of(case, "begin_answer"), {"asker": asker})
    assert response.status_code == 422
    case.refresh_from_db()
    assert case.answer is None
