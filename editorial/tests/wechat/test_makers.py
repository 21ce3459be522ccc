"""Who is named under a piece: out of the record, as it went through the reviews."""

import pytest

from editorial.public_item import PublicItem
from editorial.rules import Action
from editorial.tests.desk import changed_proposal, sent_in
from editorial.wechat.makers import closing_of
from portal.testing import make_article, make_draft

pytestmark = pytest.mark.django_db
NAMES = {"first_reviewer": "苏念之", "second_reviewer": "顾清和", "final_reviewer": "叶明谦"}


@pytest.fixture
def reviewers(cast):
    people = [cast[name] for name in NAMES]
    for person, name in zip(people, NAMES.values(), strict=True):
        person.last_name, person.first_name = name[0], name[1:]
        person.save()
    return people


def named(item):
    closing = closing_of(PublicItem.of(item))
    return [*closing.editors], [*closing.reviewers]


def test_the_first_review_edits_and_the_others_review(reporter, reviewers):
    item = sent_in(make_draft(reporter), reporter, reviewers, 4)
    assert named(item) == (["苏念之"], ["顾清和", "叶明谦"])


def test_what_was_returned_and_passed_again_names_each_once(reporter, reviewers):
    item = sent_in(make_draft(reporter), reporter, reviewers, 2)
    item.decide(Action.RETURN, reviewers[1], "核实")
    item.decide(Action.SUBMIT, reporter)
    for reviewer in reviewers[1:]:
        item.decide(Action.PASS, reviewer)
    assert named(item) == (["苏念之"], ["顾清和", "叶明谦"])


def test_what_was_published_urgently_names_who_did_it_and_who_looked_afterwards(reporter, reviewers):
    item = sent_in(make_draft(reporter), reporter, reviewers, 1)
    item.decide(Action.PUBLISH, reviewers[2], "汛情")
    item.decide(Action.REVIEW, reviewers[0])
    assert named(item) == (["叶明谦"], ["苏念之"])


def test_what_was_recalled_and_began_anew_no_longer_names_who_passed_it_before(reporter, reviewers):
    item = sent_in(make_draft(reporter), reporter, reviewers, 2)
    item.decide(Action.RECALL, reporter)
    sent_in(item, reporter, reviewers, 1).decide(Action.PUBLISH, reviewers[2], "汛情")
    assert named(item) == (["叶明谦"], [])


def test_a_proposed_version_that_was_adopted_names_its_own_reviewers(reporter, other_reporter, reviewers):
    item = make_article(author=reporter)
    assert named(item) == ([], [])
    proposal = changed_proposal(item, other_reporter)
    sent_in(proposal, other_reporter, reviewers, 3)
    assert named(item) == ([], [])
    proposal.decide(Action.PASS, reviewers[2])
    assert named(item) == (["苏念之"], ["顾清和", "叶明谦"])
