"""A new article that begins as a tip made of something else; nonsense in its address begins an empty one."""

import pytest
from django.contrib.contenttypes.models import ContentType

from articles.models import Article
from editorial.tests.desk import form_of
from portal.testing import make_answer, make_article, make_column

from .admin_form import url

pytestmark = pytest.mark.django_db


def begun(client, named):
    page = client.get(url("add"), {"from": named} if named is not None else {})
    assert page.status_code == 200
    return form_of(page)


def key_of(model):
    return ContentType.objects.get_for_model(model).pk


def test_without_a_column_for_tips_the_column_is_left_to_choose(reporter, as_person):
    make_column("要闻")
    answer = make_answer()
    form = begun(as_person(reporter), f"{key_of(type(answer))}-{answer.pk}")
    assert form["title"] == [answer.title]
    assert form.get("column", [""]) == [""]


@pytest.mark.parametrize("named", [
    None, "", "-", "x", "1", "1-", "-1", "1-2-3", "x-1", "1-x", "²-1", "1-٣", "0-0", "9" * 40 + "-1", "1-" + "9" * 40,
    "1 -1", "'; --",
])  # fmt: skip
def test_nonsense_begins_an_empty_article(named, reporter, as_person):
    make_answer()
    form = begun(as_person(reporter), named)
    assert form["title"] == form["body"] == [""]


def test_neither_an_article_nor_what_is_not_published_at_all_is_made_into_a_tip(reporter, as_person):
    article = make_article()
    for model, pk in ((Article, article.pk), (type(reporter), reporter.pk)):
        assert begun(as_person(reporter), f"{key_of(model)}-{pk}")["title"] == [""]


def test_an_answer_that_is_not_there_begins_nothing(reporter, as_person):
    answer = make_answer()
    for pk in (answer.pk + 1, 10**30):
        assert begun(as_person(reporter), f"{key_of(type(answer))}-{pk}")["title"] == [""]
