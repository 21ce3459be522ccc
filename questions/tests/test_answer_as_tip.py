"""An answer that readers have can be made into a tip, which says where it is from."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Column
from editorial.tests.desk import form_of
from portal.testing import make_answer, make_authority, make_column, make_photo, make_place
from questions.models import Answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def tips():
    make_column("要闻", order=0)
    return make_column("生活贴士", layout=Column.Layout.TIPS, order=5)


def add_url(answer):
    return f"{reverse('admin:articles_article_add')}?from={ContentType.objects.get_for_model(Answer).pk}-{answer.pk}"


def test_a_tip_begins_with_what_the_answer_says_and_names_it(tips, reporter, as_person, time_machine):
    time_machine.move_to("2026-11-22 00:30 +0800", tick=False)
    place = make_place()
    filled = {"authority": make_authority("青禾市公交公司"), "lead_photo": make_photo(), "lead_caption": "市民在办卡"}
    answer = make_answer(places=[place], publish_at=timezone.now(), **filled)
    client = as_person(reporter)
    page = client.get(add_url(answer))
    form = form_of(page, "article_form")
    assert form["title"] == ["去哪里办“小绿”卡？"]
    assert form["column"] == [str(tips.pk)]
    assert form["advised_by"] == [str(answer.authority_id)]
    assert form["places"] == [str(place.pk)]
    assert form["lead_photo"] == [str(answer.lead_photo_id)]
    assert form["source"] == ["本报便民问答"]
    (body,) = form["body"]
    assert body.startswith("<p>各街道政务服务中心都能办")
    assert body.endswith(
        f'<p>据本报便民问答（2026年11月22日）：<a href="{answer.get_absolute_url()}">去哪里办“小绿”卡？</a></p>'
    )
    form |= {"summary": "带上身份证就行。"}
    assert client.post(add_url(answer), form).status_code == 302
    tip = Article.objects.get()
    assert (tip.column, tip.advised_by, tip.lead_photo) == (tips, answer.authority, answer.lead_photo)
    assert tip.body.endswith("小绿”卡？</a></p>")


def test_markup_in_a_headline_stays_text(tips, reporter, as_person):
    answer = make_answer("1<b>2</b>？")
    assert "1&lt;b&gt;2&lt;/b&gt;？</a></p>" in answer.as_tip()["body"]


def test_a_live_answer_offers_it_to_whoever_writes_articles(tips, reporter, keeper, as_person):
    live = make_answer(author=reporter)
    waiting = make_answer("明天见报", reporter, publish_at=timezone.now() + timedelta(days=1))

    def offered(person, answer):
        page = as_person(person).get(reverse("admin:questions_answer_change", args=[answer.pk]))
        assert page.status_code == 200
        return add_url(answer) in page.content.decode()

    assert offered(reporter, live)
    assert not offered(reporter, waiting)
    assert not offered(keeper, live)


@pytest.mark.parametrize("fields", [
    {"state": Answer.State.DRAFT},
    {"state": Answer.State.WITHDRAWN, "withdrawn_at": timezone.now(), "withdrawn_reason": "有误"},
    {"publish_at": timezone.now() + timedelta(days=30)},
])  # fmt: skip
def test_what_readers_do_not_have_begins_nothing(fields, tips, reporter, as_person):
    answer = make_answer(**fields)
    form = form_of(as_person(reporter).get(add_url(answer)), "article_form")
    assert form["title"] == [""]
    assert form["body"] == [""]
