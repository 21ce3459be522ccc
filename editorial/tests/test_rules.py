"""Who may edit, delete and decide, by the state of the item and the person's group."""

import pytest
from django.utils import timezone

from articles.models import Article
from editorial import rules
from editorial.rules import Action
from portal.testing import make_article, make_draft

State = Article.State
TOMORROW = timezone.timedelta(days=1)


def article_in(state, author):
    fields = {"state": state, "publish_at": None}
    if state == State.APPROVED:
        fields["publish_at"] = timezone.now() + TOMORROW
    if state == State.WITHDRAWN:
        fields |= {"withdrawn_at": timezone.now(), "withdrawn_reason": "失实"}
    return make_article("稿件", author, **fields)


@pytest.mark.parametrize(
    ("state", "editors"),
    [
        (State.DRAFT, {"reporter", "first_reviewer", "second_reviewer", "final_reviewer"}),
        (State.IN_REVIEW, {"first_reviewer"}),
        (State.APPROVED, {"final_reviewer"}),
        (State.WITHDRAWN, set()),
    ],
)
def test_who_may_edit_depends_on_the_state(state, editors, cast, settings):
    settings.REVIEW_LEVELS = 3
    item = article_in(state, cast["reporter"])
    assert {name for name, person in cast.items() if person and rules.may_edit(person, item)} == editors


@pytest.mark.parametrize(
    ("state", "deleters"),
    [
        (State.DRAFT, {"first_reviewer", "second_reviewer", "final_reviewer"}),
        (State.IN_REVIEW, set()),
        (State.APPROVED, set()),
        (State.WITHDRAWN, set()),
    ],
)
def test_only_drafts_are_deleted_and_only_by_those_with_the_permission(state, deleters, cast):
    item = article_in(state, cast["reporter"])
    assert {name for name, person in cast.items() if person and rules.may_delete(person, item)} == deleters


@pytest.mark.parametrize(("levels", "level", "reviewer"), [
    (1, 1, "final_reviewer"),
    (2, 1, "first_reviewer"), (2, 2, "final_reviewer"),
    (3, 1, "first_reviewer"), (3, 2, "second_reviewer"), (3, 3, "final_reviewer"),
    (1, 3, "final_reviewer"),
])  # fmt: skip
def test_each_level_is_one_groups(levels, level, reviewer, cast, settings):
    settings.REVIEW_LEVELS = levels
    item = make_draft(cast["reporter"], state=State.IN_REVIEW, review_level=level)
    able = {name for name, person in cast.items() if person and Action.PASS in item.available_actions(person)}
    assert able == {reviewer}
    awaited = {name for name, person in cast.items() if person and item in Article.objects.awaiting(person)}
    assert awaited == able


def test_nobody_reviews_their_own_work(final_reviewer, settings):
    settings.REVIEW_LEVELS = 1
    item = make_draft(final_reviewer, state=State.IN_REVIEW)
    assert item.available_actions(final_reviewer) == [Action.RECALL]
    assert item not in Article.objects.awaiting(final_reviewer)
    assert rules.reason_against(Action.PASS, final_reviewer, item) == "不能审核自己录入的稿件。"
    assert not rules.may_edit(final_reviewer, item)


def test_the_reviews_have_the_newsrooms_names(settings):
    settings.REVIEW_LEVELS = 3
    assert [str(rules.review_name(level)) for level in (1, 2, 3)] == ["一审", "二审", "终审"]
    settings.REVIEW_LEVELS = 1
    assert [str(rules.review_name(level)) for level in (1, 2)] == ["终审", "终审"]
