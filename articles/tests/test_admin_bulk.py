"""What is done with several articles at once, and what is deleted."""

import pytest

from articles.models import Article
from editorial.models import Entry
from editorial.rules import Action
from portal.testing import make_article, make_draft

from .admin_form import said, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]
State = Article.State


def act(client, action, *articles, **data):
    shown = {f"_seen-{article.pk}": article.version for article in articles}
    selected = {"action": action, "_selected_action": [article.pk for article in articles]}
    return client.post(url("changelist"), {**selected, **shown, **data}, follow=True)


def test_several_are_submitted_and_each_refusal_is_explained(as_person, reporter, other_reporter):
    good, bare, foreign = (
        make_draft(reporter, "好稿"), make_draft(reporter, "缺稿", source=""), make_draft(other_reporter, "别人的"),
    )  # fmt: skip
    messages = said(act(as_person(reporter), "submit_selected", good, bare, foreign))
    assert messages[0] == "已处理 1 篇：<ul><li>《好稿》已提交，等待终审。</li></ul>"
    assert messages[1].startswith("2 篇未处理：<ul>")
    assert "<li>《缺稿》：署名和来源都没有填写。</li>" in messages[1]
    assert "<li>《别人的》：只能提交您有权修改的稿件。</li>" in messages[1]
    assert [a.title for a in Article.objects.in_review()] == ["好稿"]


def test_several_are_passed_but_not_ones_own(as_person, reporter, final_reviewer):
    theirs, own = make_draft(reporter, "他的"), make_draft(final_reviewer, "自己的")
    for article in (theirs, own):
        article.decide(Action.SUBMIT, article.author)
    messages = said(act(as_person(final_reviewer), "pass_selected", theirs, own))
    assert "《他的》已签发并公开" in messages[0]
    assert "《自己的》：不能审核自己录入的稿件。" in messages[1]
    assert [a.title for a in Article.objects.published()] == ["他的"]


def test_what_has_changed_since_the_list_was_shown_is_not_passed(as_person, reporter, final_reviewer):
    article = make_draft(reporter, "改过的")
    article.keep_version(reporter)
    article.decide(Action.SUBMIT, reporter)
    client = as_person(final_reviewer)
    listed = client.get(url("changelist")).content.decode()
    assert f'<input type="hidden" name="_seen-{article.pk}" value="1">' in listed
    article.title = "又改过的"
    article.save()
    article.keep_version(reporter)
    for shown in ({}, {f"_seen-{article.pk}": "x"}, {f"_seen-{article.pk}": ""}, {f"_seen-{article.pk}": "1"}):
        stale = Article(pk=article.pk, version=1)
        messages = said(act(client, "pass_selected", stale, **shown))
        assert messages[0].startswith("1 篇未处理：")
    assert "您打开之后" in messages[0]
    assert not Article.objects.published().exists()


def test_several_are_recalled(as_person, reporter):
    article = make_draft(reporter)
    article.decide(Action.SUBMIT, reporter)
    client = as_person(reporter)
    act(client, "recall_selected", article)
    article.refresh_from_db()
    assert article.state == State.DRAFT
    assert "1 篇未处理" in said(act(client, "recall_selected", article))[0]


def test_a_reporter_is_not_offered_what_reviewers_do(as_person, reporter, final_reviewer):
    article = make_draft(reporter)
    article.decide(Action.SUBMIT, reporter)
    offered = dict(as_person(reporter).get(url("changelist")).context["action_form"].fields["action"].choices)
    assert "pass_selected" not in offered
    assert "delete_selected" not in offered
    act(as_person(reporter), "pass_selected", article)
    article.refresh_from_db()
    assert article.state == State.IN_REVIEW


def test_only_drafts_are_deleted_and_the_others_are_named(as_person, reporter, final_reviewer):
    draft, live = make_draft(reporter, "废稿"), make_article("见报稿", reporter)
    client = as_person(final_reviewer)
    response = act(client, "delete_selected", draft, live)
    assert "《见报稿》：只能删除您有权修改的草稿。" in said(response)[0]
    act(client, "delete_selected", draft, live, post="yes")
    assert [article.title for article in Article.objects.all()] == ["见报稿"]
    assert "1 篇未处理" in said(act(client, "delete_selected", live, post="yes"))[0]


def test_one_draft_is_deleted_and_nothing_that_went_further(as_person, reporter, final_reviewer):
    draft, submitted = make_draft(reporter), make_draft(reporter)
    submitted.decide(Action.SUBMIT, reporter)
    live = make_article(author=reporter)
    assert as_person(reporter).post(url("delete", draft.pk), {"post": "yes"}).status_code == 403
    client = as_person(final_reviewer)
    for article in (submitted, live):
        assert client.get(url("delete", article.pk)).status_code == 403
        assert client.post(url("delete", article.pk), {"post": "yes"}).status_code == 403
    assert client.post(url("delete", draft.pk), {"post": "yes"}).status_code == 302
    assert set(Article.objects.all()) == {submitted, live}


def test_a_returned_draft_is_deleted_and_its_decisions_stay(as_person, reporter, final_reviewer):
    draft = make_draft(reporter)
    draft.decide(Action.SUBMIT, reporter)
    draft.decide(Action.RETURN, final_reviewer, "不用了")
    assert as_person(final_reviewer).post(url("delete", draft.pk), {"post": "yes"}).status_code == 302
    assert not Article.objects.exists()
    assert Entry.objects.count() == 2
