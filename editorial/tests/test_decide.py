"""The way of an item to the reader, decision by decision."""

import pytest
from django.utils import timezone

from articles.models import Article
from editorial.models import Entry, Refused
from editorial.rules import Action
from portal.testing import make_article, make_draft, make_person, make_photo

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]
State = Article.State
HOUR = timezone.timedelta(hours=1)


@pytest.fixture
def three_levels(settings):
    settings.REVIEW_LEVELS = 3


def test_with_one_level_the_final_reviewer_publishes(reporter, final_reviewer):
    item = make_draft(reporter)
    item.decide(Action.SUBMIT, reporter)
    assert item.state == State.IN_REVIEW
    item.decide(Action.PASS, final_reviewer, "写得好")
    assert item.is_live
    assert list(Article.objects.published()) == [item]
    assert [(d.action, d.actor, d.comment) for d in item.record.all()] == [
        ("submit", reporter, ""),
        ("pass", final_reviewer, "写得好"),
    ]


def test_with_three_levels_three_people_publish(
    three_levels, reporter, first_reviewer, second_reviewer, final_reviewer
):
    item = make_draft(reporter)
    item.decide(Action.SUBMIT, reporter)
    for level, reviewer in enumerate((first_reviewer, second_reviewer, final_reviewer), 1):
        assert (item.state, item.review_level) == (State.IN_REVIEW, level)
        item.decide(Action.PASS, reviewer)
    assert item.is_live
    assert list(item.record.values_list("level", flat=True)) == [1, 1, 2, 3]


def test_one_person_with_every_right_passes_one_level_only(three_levels, reporter, second_reviewer):
    boss = make_person("boss", is_superuser=True)
    item = make_draft(reporter)
    item.decide(Action.SUBMIT, reporter)
    item.decide(Action.PASS, boss)
    with pytest.raises(Refused, match="下一审须由他人审核"):
        item.decide(Action.PASS, boss)
    assert item not in Article.objects.awaiting(boss)
    item.decide(Action.PASS, second_reviewer)
    assert item.review_level == 3


def test_what_is_returned_comes_back_to_the_level_that_returned_it(
    three_levels, reporter, first_reviewer, second_reviewer, final_reviewer
):
    item = make_draft(reporter)
    item.decide(Action.SUBMIT, reporter)
    item.decide(Action.PASS, first_reviewer)
    item.decide(Action.RETURN, second_reviewer, "核实门牌号")
    assert item.state == State.DRAFT
    item.decide(Action.SUBMIT, reporter)
    assert (item.state, item.review_level) == (State.IN_REVIEW, 2)
    with pytest.raises(Refused):
        item.decide(Action.PASS, first_reviewer)
    item.decide(Action.PASS, second_reviewer)
    item.decide(Action.PASS, final_reviewer)
    assert item.is_live


def test_what_is_recalled_starts_from_the_first_level(three_levels, reporter, first_reviewer):
    item = make_draft(reporter)
    item.decide(Action.SUBMIT, reporter)
    item.decide(Action.PASS, first_reviewer)
    item.decide(Action.RECALL, reporter)
    assert (item.state, item.review_level) == (State.DRAFT, 1)
    item.decide(Action.SUBMIT, reporter)
    assert item in Article.objects.awaiting(first_reviewer)
    item.decide(Action.PASS, first_reviewer)
    assert item.review_level == 2


def test_who_approved_and_took_it_back_before_its_hour_may_approve_again(
    three_levels, reporter, first_reviewer, second_reviewer, final_reviewer
):
    item = make_draft(reporter, publish_at=timezone.now() + HOUR)
    item.decide(Action.SUBMIT, reporter)
    for reviewer in (first_reviewer, second_reviewer, final_reviewer):
        item.decide(Action.PASS, reviewer)
    assert item.is_scheduled
    item.decide(Action.RETURN, final_reviewer, "再等一天")
    item.decide(Action.SUBMIT, reporter)
    assert item in Article.objects.awaiting(final_reviewer)
    item.decide(Action.PASS, final_reviewer)
    assert item.is_scheduled


def test_only_its_author_recalls(reporter, other_reporter, final_reviewer):
    item = make_draft(reporter)
    item.decide(Action.SUBMIT, reporter)
    for person in (other_reporter, final_reviewer):
        with pytest.raises(Refused):
            item.decide(Action.RECALL, person)


@pytest.mark.parametrize("comment", ["", "  \n", "字" * 201])
def test_a_return_needs_a_comment_of_bearable_length(comment, reporter, final_reviewer):
    item = make_draft(reporter)
    item.decide(Action.SUBMIT, reporter)
    with pytest.raises(Refused):
        item.decide(Action.RETURN, final_reviewer, comment)
    item.refresh_from_db()
    assert item.state == State.IN_REVIEW
    assert item.record.count() == 1


def test_what_is_not_fit_to_be_published_is_not_submitted(reporter):
    item = make_draft(reporter, source="", lead_photo=make_photo(alt_text=""))
    with pytest.raises(Refused) as refused:
        item.decide(Action.SUBMIT, reporter)
    assert refused.value.messages == ["署名和来源都没有填写。", "图片“街景”缺替代文字或署名。"]
    assert item.state == State.DRAFT


def test_an_embargo_is_kept(reporter, final_reviewer):
    hour = timezone.now() + HOUR
    item = make_draft(reporter, publish_at=hour)
    item.decide(Action.SUBMIT, reporter)
    item.decide(Action.PASS, final_reviewer)
    assert item.publish_at == hour
    assert not Article.objects.published().exists()
    assert list(Article.objects.scheduled()) == [item]


def test_an_embargo_that_has_passed_means_now(reporter, final_reviewer):
    item = make_draft(reporter, publish_at=timezone.now() - HOUR)
    item.decide(Action.SUBMIT, reporter)
    before = timezone.now()
    item.decide(Action.PASS, final_reviewer)
    assert before <= item.publish_at <= timezone.now()


def test_what_is_withdrawn_says_why_and_stays_withdrawn(reporter, final_reviewer):
    item = make_article(author=reporter)
    item.decide(Action.WITHDRAW, final_reviewer, "地址有误")
    assert (item.state, item.withdrawn_reason) == (State.WITHDRAWN, "地址有误")
    assert item.withdrawn_at
    assert not item.available_actions(final_reviewer)
    assert not Article.objects.published().exists()


def test_the_second_of_two_decisions_is_refused(reporter, final_reviewer):
    item = make_draft(reporter)
    item.decide(Action.SUBMIT, reporter)
    stale = Article.objects.get(pk=item.pk)
    item.decide(Action.PASS, final_reviewer)
    with pytest.raises(Refused, match="只有审核中的稿件可以通过"):
        stale.decide(Action.PASS, final_reviewer)
    assert item.record.filter(action=Action.PASS).count() == 1


def test_a_decision_is_never_changed_nor_deleted_not_even_with_its_draft(reporter, final_reviewer):
    item = make_draft(reporter)
    item.decide(Action.SUBMIT, reporter)
    item.decide(Action.RETURN, final_reviewer, "重写")
    decision = Entry.objects.last()
    decision.comment = "改口"
    for change in (decision.save, decision.delete):
        with pytest.raises(TypeError):
            change()
    item.delete()
    assert list(Entry.objects.values_list("action", flat=True)) == ["submit", "return"]
