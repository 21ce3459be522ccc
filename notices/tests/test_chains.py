"""Chains: when one notice takes over from another, and that there is one current word at every moment."""

from datetime import date, time

import pytest
import time_machine
from django.core.exceptions import ValidationError

from dates.period_status import Status
from editorial.models import Proposal
from editorial.rules import Action
from notices import chains
from notices.chains import Relation
from notices.models import Notice
from notices.tests.lives import at, draft, fresh, in_force, publish, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]
TWENTY_FIFTH, TWENTY_EIGHTH = date(2026, 11, 25), date(2026, 11, 28)


@pytest.fixture(autouse=True)
def clock(db):
    with time_machine.travel(at(12), tick=False) as traveller:
        yield traveller


@pytest.fixture
def before(reporter, final_reviewer):
    return publish(draft(reporter, "先前", effective_until=TWENTY_EIGHTH), reporter, final_reviewer)


@pytest.fixture
def follow(reporter, final_reviewer):
    """Return a function that publishes the next after a notice."""

    def follow(notice, relation, title="随后", **fields):
        return publish(draft(reporter, title, notice, relation, **fields), reporter, final_reviewer)

    return follow


@pytest.mark.parametrize(
    ("relation", "moment", "then"),
    [
        (Relation.EXTENDS, at(12), Status.ENDED),
        (Relation.CORRECTS, at(12), Status.ENDED),
        (Relation.REPLACES, at(18, day=25), Status.ENDED),
        (Relation.ENDS_EARLY, at(18, day=25), Status.ENDED),
        (Relation.REPEALS, at(18, day=25), Status.REPEALED),
        (Relation.RESULT, None, Status.IN_FORCE),
    ],
)
def test_each_relation_takes_over_at_its_own_moment(before, follow, clock, relation, moment, then):
    follow(before, relation, effective_from=TWENTY_FIFTH, effective_from_time=time(18))
    before = fresh(before)
    assert before.taken_over_at == moment
    clock.move_to(at(18, day=25))
    assert before.status == then
    assert (before in Notice.objects.in_force()) == (then == Status.IN_FORCE)
    assert before.over_at == before.over


@pytest.mark.parametrize("relation", [Relation.REPLACES, Relation.ENDS_EARLY, Relation.REPEALS])
def test_what_begins_before_it_is_public_takes_over_when_it_is_public(before, follow, relation):
    follow(before, relation, effective_from=date(2026, 11, 20))
    assert fresh(before).taken_over_at == at(12)


def test_a_follower_under_an_embargo_takes_over_at_its_second_and_no_reader_knows_before(before, follow, clock):
    follower = follow(before, Relation.EXTENDS, publish_at=at(6, day=23))
    before = fresh(before)
    assert (before.taken_over_at, before.status) == (at(6, day=23), Status.IN_FORCE)
    assert chains.chain_of(before) == [before]
    assert before.over == before.over_by_itself == at(0, day=29)
    clock.move_to(at(6, day=23))
    assert (before.status, in_force()) == (Status.ENDED, ["随后"])
    assert before.over == at(6, day=23)
    assert chains.current_word(before, chains.chain_of(before)) == follower


def test_a_corrected_follower_takes_over_as_the_correction_says(before, follow, clock):
    follower = follow(before, Relation.ENDS_EARLY, effective_from=TWENTY_FIFTH)
    follow(follower, Relation.CORRECTS, "更正", effective_from=TWENTY_FIFTH, effective_from_time=time(18))
    before = fresh(before)
    assert before.taken_over_at == at(18, day=25)
    clock.move_to(at(17, 59, day=25))
    assert before.status == Status.IN_FORCE
    clock.move_to(at(18, day=25))
    assert (before.status, in_force()) == (Status.ENDED, ["更正"])


def test_a_replacement_that_is_itself_replaced_before_its_day_leaves_no_two_in_force(before, follow, clock):
    follower = follow(before, Relation.REPLACES, effective_from=TWENTY_EIGHTH)
    follow(follower, Relation.REPLACES, "再次替代", effective_from=TWENTY_FIFTH)
    clock.move_to(at(0, day=25))
    assert in_force() == ["再次替代"]


def test_a_repeal_that_is_repealed_before_its_day_repeals_nothing(before, follow, clock):
    follower = follow(before, Relation.REPEALS, effective_from=TWENTY_EIGHTH)
    follow(follower, Relation.REPEALS, "不再废止", effective_from=TWENTY_FIFTH)
    before = fresh(before)
    assert (before.taken_over_at, before.is_repealed) == (None, False)
    clock.move_to(at(1, day=28))
    assert before.status == Status.IN_FORCE


def test_a_withdrawn_follower_gives_back_what_it_took(before, follow, final_reviewer):
    follower = follow(before, Relation.REPEALS)
    assert fresh(before).status == Status.REPEALED
    withdraw(follower, final_reviewer)
    before = fresh(before)
    assert (before.taken_over_at, before.is_repealed, before.status) == (None, False, Status.IN_FORCE)
    assert in_force() == ["先前"]
    assert follow(before, Relation.REPLACES, "另一份").follows == before


@pytest.mark.parametrize("relation", [Relation.REPLACES, Relation.CORRECTS, Relation.EXTENDS])
def test_withdrawing_the_middle_of_a_chain_leaves_one_current_word(before, follow, final_reviewer, relation):
    middle = follow(before, Relation.REPLACES, "中间")
    last = follow(middle, relation, "最后")
    withdraw(middle, final_reviewer)
    before = fresh(before)
    assert in_force() == ["最后"]
    assert chains.current_word(before, chains.chain_of(before)) == last
    with pytest.raises(ValidationError, match="最后"):
        follow(before, Relation.REPLACES, "第二个头")


def test_what_extends_a_withdrawn_repeal_repeals_in_its_place(before, follow, final_reviewer):
    repeal = follow(before, Relation.REPEALS)
    follow(repeal, Relation.CORRECTS, "更正废止")
    withdraw(repeal, final_reviewer)
    assert fresh(before).status == Status.REPEALED


def test_an_edit_of_the_follower_moves_the_moment(before, follow, final_reviewer):
    follower = follow(before, Relation.ENDS_EARLY, effective_from=TWENTY_FIFTH)
    follower.effective_from_time = time(9)
    follower.save()
    follower.keep_version(final_reviewer)
    assert fresh(before).over_at == at(9, day=25)


def test_an_adopted_proposal_moves_the_moment(before, follow, reporter, final_reviewer):
    follower = follow(before, Relation.ENDS_EARLY, effective_from=TWENTY_FIFTH)
    proposal = Proposal.begin(follower, reporter)
    data = {**proposal.data, "fields": {**proposal.data["fields"], "effective_from_time": "09:30:00"}}
    proposal.keep_version(reporter, data, is_minor=True)
    proposal.decide(Action.SUBMIT, reporter)
    proposal.decide(Action.PASS, final_reviewer)
    follower, before = fresh(follower), fresh(before)
    assert follower.begins_at == follower.begins == at(9, 30, day=25)
    assert before.over_at == before.over == at(9, 30, day=25)


def test_a_decision_on_a_notice_that_was_read_before_it_was_joined_still_takes_over(before, reporter, final_reviewer):
    """Two people: one has the page open, the other puts the draft into the chain meanwhile."""
    notice = draft(reporter, "随后")
    notice.decide(Action.SUBMIT, reporter)
    read_earlier = fresh(notice)
    chains.join(fresh(notice), before, Relation.CORRECTS)
    read_earlier.decide(Action.PASS, final_reviewer)
    assert fresh(before).status == Status.ENDED


def test_every_moment_of_a_long_chain_has_one_current_word(before, follow, clock):
    """Published one after the other, each to begin a day later: whenever one looks, just one is in force."""
    notice = before
    for number, day in enumerate((24, 25, 26), 1):
        clock.move_to(at(12, number))
        notice = follow(notice, Relation.REPLACES, f"第{number}份", effective_from=date(2026, 11, day))
    told = {}
    for day in (23, 24, 25, 26, 27):
        clock.move_to(at(0, day=day))
        told[day] = in_force()
    assert told == {23: ["先前"], 24: ["第1份"], 25: ["第2份"], 26: ["第3份"], 27: ["第3份"]}
