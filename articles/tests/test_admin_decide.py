"""The buttons beside an article: pass, return, recall, withdraw."""

import pytest
from django.utils import timezone

from articles.models import Article
from editorial.admin.sentences import moment
from editorial.models import Entry
from editorial.rules import Action
from portal.testing import make_article, make_draft, put

from .admin_form import said, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]
State = Article.State
HOUR = timezone.timedelta(hours=1)


@pytest.fixture
def submitted(reporter):
    article = make_draft(reporter, "电梯启用")
    article.decide(Action.SUBMIT, reporter)
    return article


def decide(client, article, action, **data):
    return client.post(url("decide", article.pk, action), {"seen": article.version, **data}, follow=True)


def test_pass_publishes_and_gives_the_address(as_person, final_reviewer, submitted, settings):
    settings.SITE_URL = "https://news.example"
    response = decide(as_person(final_reviewer), submitted, "pass")
    submitted.refresh_from_db()
    assert submitted.is_live
    address = f"/articles/{submitted.pk}/"
    assert said(response) == [f'《电梯启用》已签发并公开：<a href="{address}">https://news.example{address}</a>']


def test_an_embargo_is_told_with_the_address(as_person, final_reviewer, submitted):
    put(submitted, publish_at=timezone.now() + HOUR)
    message = said(decide(as_person(final_reviewer), submitted, "pass"))[0]
    submitted.refresh_from_db()
    assert message.startswith(f"《电梯启用》已签发，将于 {moment(submitted.publish_at)} 公开：<a href=")


def test_an_embargo_that_has_passed_is_told(as_person, final_reviewer, submitted):
    wished = timezone.now() - HOUR
    put(submitted, publish_at=wished)
    message = said(decide(as_person(final_reviewer), submitted, "pass"))[0]
    submitted.refresh_from_db()
    assert message.startswith(
        f"《电梯启用》原定 {moment(wished)} 公开，时间已过，已于 {moment(submitted.publish_at)} 公开："
    )


def test_with_three_levels_the_next_review_is_named(as_person, first_reviewer, submitted, settings):
    settings.REVIEW_LEVELS = 3
    assert said(decide(as_person(first_reviewer), submitted, "pass")) == ["《电梯启用》已通过，等待二审。"]


def test_return_goes_back_to_the_author_with_the_comment(as_person, final_reviewer, submitted):
    response = decide(as_person(final_reviewer), submitted, "return", comment="核实门牌号")
    assert said(response) == ["《电梯启用》已退回作者。"]
    assert "<q>核实门牌号</q>" in response.content.decode()
    submitted.refresh_from_db()
    assert submitted.state == State.DRAFT


def test_recall_gives_the_draft_back(as_person, reporter, submitted):
    assert said(decide(as_person(reporter), submitted, "recall")) == ["《电梯启用》已撤回，恢复为草稿。"]


def test_withdraw_asks_why_and_says_where_that_is_read(as_person, final_reviewer, reporter):
    article = make_article("电梯启用", reporter)
    message = said(decide(as_person(final_reviewer), article, "withdraw", comment="失实"))[0]
    assert message.startswith("《电梯启用》已撤稿，原网址将说明撤稿及原因：<a href=")
    assert as_person(None).get(article.get_absolute_url()).status_code == 410


@pytest.mark.parametrize(("action", "comment", "sentence"), [
    ("return", "", "请写明理由。"),
    ("return", "  ", "请写明理由。"),
    ("return", "改" * 201, "意见现有 201 字，最多 200 字。"),
    ("pass", "好" * 201, "意见现有 201 字，最多 200 字。"),
])  # fmt: skip
def test_what_lacks_its_comment_or_has_too_much_of_it_is_asked_again(
    action, comment, sentence, as_person, final_reviewer, submitted
):
    response = decide(as_person(final_reviewer), submitted, action, comment=comment)
    assert response.status_code == 422
    page = response.content.decode()
    assert sentence in page
    assert comment.strip() in page
    assert page.count("<textarea") == 1
    submitted.refresh_from_db()
    assert submitted.state == State.IN_REVIEW


def test_a_comment_that_came_too_late_is_given_back(as_person, final_reviewer, reporter, submitted):
    submitted.decide(Action.RECALL, reporter)
    response = decide(as_person(final_reviewer), submitted, "return", comment="门牌号写错了")
    page = response.content.decode()
    assert "只有审核中或已签发未公开的稿件可以退回。" in page
    assert "门牌号写错了" in page
    assert "/decide/return/" not in page


def test_all_faults_are_named_at_once(as_person, reporter):
    draft = make_draft(reporter, source="")
    page = decide(as_person(reporter), draft, "submit").content.decode()
    assert "署名和来源都没有填写。" in page


def test_a_second_press_says_that_it_is_done(as_person, final_reviewer, submitted):
    client = as_person(final_reviewer)
    decide(client, submitted, "pass")
    response = decide(client, submitted, "pass")
    assert response.status_code == 422
    assert "只有审核中的稿件可以通过。" in response.content.decode()
    assert Entry.objects.filter(action="pass").count() == 1


@pytest.mark.parametrize(("name", "status", "sentence"), [
    ("anonymous", 403, "登录已失效，内容没有保存。"),
    ("outsider", 302, None),
    ("reporter", 422, "不能审核自己录入的稿件。"),
    ("other_reporter", 422, "您没有这一审次的权限。"),
    ("first_reviewer", 422, "您没有这一审次的权限。"),
    ("keeper", 422, "您没有处理这类稿件的权限。"),
])  # fmt: skip
def test_the_wrong_person_passes_nothing(name, status, sentence, cast, as_person, submitted):
    response = as_person(cast[name]).post(url("decide", submitted.pk, "pass"))
    assert response.status_code == status
    if sentence:
        assert sentence in response.content.decode()
    else:
        assert response["Location"].startswith("/admin/login/")
    submitted.refresh_from_db()
    assert submitted.state == State.IN_REVIEW


def test_somebody_who_may_not_see_articles_is_turned_away(as_person, reporter, submitted):
    reporter.groups.clear()
    assert as_person(reporter).post(url("decide", submitted.pk, "recall")).status_code == 403


@pytest.mark.parametrize("method", ["get", "put", "delete", "head"])
def test_only_a_post_decides(method, as_person, final_reviewer, submitted):
    assert getattr(as_person(final_reviewer), method)(url("decide", submitted.pk, "pass")).status_code == 405


def test_a_post_without_its_token_decides_nothing(final_reviewer, submitted):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(final_reviewer)
    assert client.post(url("decide", submitted.pk, "pass")).status_code == 403
    submitted.refresh_from_db()
    assert submitted.state == State.IN_REVIEW


def test_an_unknown_action_or_article_is_not_found(as_person, final_reviewer, submitted):
    client = as_person(final_reviewer)
    assert client.post(url("decide", submitted.pk, "print")).status_code == 404
    assert client.post(url("decide", submitted.pk + 1, "pass")).status_code == 404


def test_the_page_offers_just_what_may_be_done(as_person, cast, submitted):
    offered = {
        name: [choice["action"] for choice in as_person(person).get(url("change", submitted.pk)).context["choices"]]
        for name, person in cast.items()
        if name in {"reporter", "other_reporter", "final_reviewer", "keeper"}
    }
    assert offered == {
        "reporter": ["recall"],
        "other_reporter": [],
        "final_reviewer": ["pass", "return", "publish"],
        "keeper": [],
    }


def test_the_timeline_says_who_when_what_and_why(as_person, final_reviewer, reporter, submitted):
    final_reviewer.last_name, final_reviewer.first_name = "叶", "明谦"
    final_reviewer.save()
    decision = submitted.decide(Action.RETURN, final_reviewer, "<核实>")
    page = as_person(reporter).get(url("change", submitted.pk)).content.decode()
    assert "退回作者" in page
    assert "<strong>叶明谦</strong>" in page
    assert moment(decision.at) in page
    assert "<q>&lt;核实&gt;</q>" in page
