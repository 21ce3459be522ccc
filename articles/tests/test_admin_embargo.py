"""The publication time on the form: an embargo lies in the future, what is public stays public."""

import pytest
from django.utils import timezone

from articles.models import Article
from editorial.admin.sentences import moment
from editorial.rules import Action
from portal.testing import make_article, make_column, make_draft

from .admin_form import said, typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]


def new(**fields):
    return typed(
        **{
            "column": make_column().pk,
            "title": "新稿",
            "body": "<p>正文</p>",
            "source": "青禾晚报",
            "_continue": 1,
            **fields,
        }
    )


def at(moment):
    local = timezone.localtime(moment)
    return {"publish_at_0": local.strftime("%Y-%m-%d"), "publish_at_1": local.strftime("%H:%M:%S")}


def test_a_time_in_the_past_is_refused_and_stays_as_typed(as_person, reporter):
    response = as_person(reporter).post(url("add"), new(publish_at_0="2020-01-02", publish_at_1="03:04:00"))
    form = response.context["adminform"].form
    assert form.errors["publish_at"] == ["这个时间已经过去。要签发后即公开，请留空。"]
    assert 'value="2020-01-02"' in str(form["publish_at"])
    assert "新稿" in str(form["title"])
    assert not Article.objects.exists()


def test_an_embargo_that_passed_while_the_draft_waited_does_not_stop_a_save(as_person, reporter):
    wished = timezone.now().replace(microsecond=0) - timezone.timedelta(hours=1)
    article = make_draft(reporter, publish_at=wished)
    response = as_person(reporter).post(
        url("change", article.pk), typed(article, title="改", _continue=1, **at(wished))
    )
    assert response.status_code == 302
    article.refresh_from_db()
    assert (article.title, article.publish_at) == ("改", wished)


def test_an_approved_article_whose_time_is_emptied_is_published_now(as_person, final_reviewer, reporter):
    article = make_article(author=reporter, publish_at=timezone.now() + timezone.timedelta(days=1))
    client = as_person(final_reviewer)
    assert "清空并保存则立即公开" in client.get(url("change", article.pk)).content.decode()
    client.post(url("change", article.pk), typed(article, _continue=1))
    article.refresh_from_db()
    assert article.is_live


def test_the_time_of_what_is_public_cannot_be_changed(as_person, final_reviewer, reporter):
    article = make_article(author=reporter)
    tomorrow = timezone.now() + timezone.timedelta(days=1)
    client = as_person(final_reviewer)
    assert "publish_at" not in client.get(url("change", article.pk)).context["adminform"].form.fields
    client.post(url("change", article.pk), typed(article, title="改", _continue=1, **at(tomorrow)))
    article.refresh_from_db()
    assert (article.title, article.is_live) == ("改", True)


PASSED = "已过，签发后立即公开"


def test_the_wished_time_is_seen_before_anybody_decides(as_person, final_reviewer, reporter):
    hour, client = timezone.timedelta(hours=1), as_person(final_reviewer)
    for wished, passed in ((timezone.now() - hour, True), (timezone.now() + hour, False)):
        article = make_draft(reporter, publish_at=wished)
        for _state in ("draft", "in review"):
            page = client.get(url("change", article.pk)).content.decode()
            assert f">{moment(wished)}</time>" in page
            assert (PASSED in page) is passed
            if article.state == Article.State.DRAFT:
                article.decide(Action.SUBMIT, reporter)
    assert PASSED not in client.get(url("change", make_draft(reporter).pk)).content.decode()
    assert PASSED not in client.get(url("change", make_article(author=reporter).pk)).content.decode()


@pytest.mark.parametrize(
    ("levels", "person", "sentence"),
    [
        (1, "final_reviewer", "《一篇草稿》原定 {} 公开，时间已过，已于 "),
        (3, "first_reviewer", "《一篇草稿》已通过，等待二审。原定 {} 公开，时间已过，签发后立即公开。"),
    ],
)
def test_passed_in_bulk_a_wished_time_that_has_passed_is_told(levels, person, sentence, as_person, cast, settings):
    settings.REVIEW_LEVELS = levels
    wished = timezone.now() - timezone.timedelta(hours=1)
    article = make_draft(cast["reporter"], publish_at=wished)
    article.decide(Action.SUBMIT, cast["reporter"])
    data = {"action": "pass_selected", "_selected_action": [article.pk], f"_seen-{article.pk}": article.version}
    response = as_person(cast[person]).post(url("changelist"), data, follow=True)
    assert sentence.format(moment(wished)) in said(response)[0]
