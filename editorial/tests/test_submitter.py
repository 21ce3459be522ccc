"""Whoever submitted an item, for its author or not, does not review it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Article
from editorial.models import Refused
from editorial.rules import Action
from portal.testing import make_draft, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]
State = Article.State


@pytest.fixture
def other_final_reviewer(db):
    return make_person("other_final_reviewer", "三审总编")


def test_who_hands_in_a_strangers_draft_does_not_decide_on_it(reporter, final_reviewer, other_final_reviewer):
    item = make_draft(reporter)
    item.decide(Action.SUBMIT, final_reviewer)
    for action in (Action.PASS, Action.RETURN):
        with pytest.raises(Refused, match="提交的人不能审自己提交的稿件。"):
            item.decide(action, final_reviewer, "好")
    assert item.available_actions(final_reviewer) == [Action.RECALL]
    assert item not in Article.objects.awaiting(final_reviewer)
    assert item in Article.objects.awaiting(other_final_reviewer)
    item.decide(Action.PASS, other_final_reviewer)
    assert item.is_live


def test_once_the_author_submits_it_anew_they_may(reporter, final_reviewer, other_final_reviewer):
    item = make_draft(reporter)
    item.decide(Action.SUBMIT, final_reviewer)
    item.decide(Action.RETURN, other_final_reviewer, "作者再看一遍")
    item.decide(Action.SUBMIT, reporter)
    assert item in Article.objects.awaiting(final_reviewer)
    item.decide(Action.PASS, final_reviewer)
    assert item.is_live


def test_who_returned_it_and_submits_it_themselves_does_not_pass_it(settings, reporter, cast):
    settings.REVIEW_LEVELS = 3
    item = make_draft(reporter)
    item.decide(Action.SUBMIT, reporter)
    item.decide(Action.PASS, cast["first_reviewer"])
    item.decide(Action.RETURN, cast["second_reviewer"], "我来改")
    item.decide(Action.SUBMIT, cast["second_reviewer"])
    assert item.review_level == 2
    with pytest.raises(Refused):
        item.decide(Action.PASS, cast["second_reviewer"])
    assert item not in Article.objects.awaiting(cast["second_reviewer"])


def test_the_count_that_waits_is_one_query_however_high(reporter, final_reviewer):
    final_reviewer.get_all_permissions()

    def queries():
        with CaptureQueriesContext(connection) as captured:
            list(Article.objects.awaiting(final_reviewer))
        return len(captured)

    queries()  # the content type is remembered from here on
    for number in range(6):
        item = make_draft(reporter, f"稿{number}")
        item.decide(Action.SUBMIT, [reporter, final_reviewer][number % 2])
    assert queries() == 1
    assert Article.objects.awaiting(final_reviewer).count() == 3
