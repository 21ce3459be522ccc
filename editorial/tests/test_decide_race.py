"""Several people press at the same moment."""

import pytest
from django.contrib.auth import get_user_model

from articles.models import Article
from editorial.rules import Action
from portal.testing import make_draft, make_person
from portal.tests.races import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("one_review")]


@pytest.fixture
def submitted(in_a_file):
    """The keys of an article in review, of its author and of four who may pass it; only threads see their rows."""
    author = make_person("author", "记者")
    reviewers = [make_person(f"final{number}", "三审总编") for number in range(4)]
    item = make_draft(author)
    item.decide(Action.SUBMIT, author)
    in_a_file()
    return item.pk, author.pk, [reviewer.pk for reviewer in reviewers]


def press(action, pk, person_pk):
    """Return a call that fetches the item and the person anew, as a request does, and decides."""
    return lambda: Article.objects.get(pk=pk).decide(action, get_user_model().objects.get(pk=person_pk)) and None


def outcome_of(pk):
    """Return the item's state and the actions decided on it, oldest first, read in a thread."""
    item = Article.objects.get(pk=pk)
    return item.state, *item.record.values_list("action", flat=True)


def test_four_who_pass_at_once_make_one_decision(submitted):
    pk, _author, reviewers = submitted
    presses = [press(Action.PASS, pk, reviewer) for reviewer in reviewers]
    assert at_once(*presses) == ["done", "refused", "refused", "refused"]
    assert at_once(lambda: outcome_of(pk)) == [("approved", "submit", "pass")]


def test_a_recall_and_a_pass_at_once_leave_one_of_the_two(submitted):
    pk, author, reviewers = submitted
    results = at_once(press(Action.RECALL, pk, author), press(Action.PASS, pk, reviewers[0]))
    assert results == ["done", "refused"]
    outcome = at_once(lambda: outcome_of(pk))[0]
    assert outcome in {("draft", "submit", "recall"), ("approved", "submit", "pass")}
