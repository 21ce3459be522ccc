"""Columns, topics and contributors, and what the desk's first page says."""

import pytest
from django.urls import reverse

from articles.models import Column, Contributor, Topic
from editorial.rules import Action
from portal.testing import make_article, make_column, make_contributor, make_draft, make_photo, make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]


def test_a_column_with_articles_is_not_deleted_and_the_reason_is_read(as_person, keeper):
    column = make_article("电梯启用").column
    empty = make_column("空栏")
    client = as_person(keeper)
    address = reverse("admin:articles_column_delete", args=[column.pk])
    page = client.get(address).content.decode()
    assert "“要闻”" in page
    assert "电梯启用" in page
    client.post(address, {"post": "yes"})
    client.post(reverse("admin:articles_column_delete", args=[empty.pk]), {"post": "yes"})
    assert list(Column.objects.all()) == [column]


def test_several_columns_one_in_use_are_left_with_the_reason(as_person, keeper):
    columns = [make_article("电梯启用").column, make_column("空栏")]
    data = {"action": "delete_selected", "_selected_action": [column.pk for column in columns], "post": "yes"}
    page = as_person(keeper).post(reverse("admin:articles_column_changelist"), data).content.decode()
    assert "电梯启用" in page
    assert Column.objects.count() == 2


def test_two_columns_of_one_name_are_refused_on_the_form(as_person, keeper):
    make_column("要闻")
    data = {"name": "要闻", "layout": "news", "order": 0}
    response = as_person(keeper).post(reverse("admin:articles_column_add"), data)
    assert response.context["adminform"].form.errors["name"]


def test_a_reviewer_orders_the_articles_of_a_topic(as_person, first_reviewer):
    articles = [make_article(title) for title in ("一", "二")]
    data = {"title": "加装电梯", "introduction": "为何关注", "order": 0, "is_running": "on"}
    data |= {"entries-TOTAL_FORMS": 2, "entries-INITIAL_FORMS": 0}
    data |= {"entries-0-article": articles[0].pk, "entries-0-order": 2}
    data |= {"entries-1-article": articles[1].pk, "entries-1-order": 1}
    response = as_person(first_reviewer).post(reverse("admin:articles_topic_add"), data)
    assert response.status_code == 302
    assert [article.title for article in Topic.objects.get().published_articles()] == ["二", "一"]


def test_a_topic_takes_no_picture_that_readers_cannot_be_shown(as_person, first_reviewer):
    data = {
        "title": "加装电梯",
        "introduction": "为何关注",
        "order": 0,
        "entries-TOTAL_FORMS": 0,
        "entries-INITIAL_FORMS": 0,
    }
    client = as_person(first_reviewer)
    for photo, lacking in (
        (make_photo(title="楼道", alt_text=""), "替代文字"),
        (make_photo(title="井道", alt_text="", credit_name=""), "替代文字、署名"),
    ):
        form = client.post(reverse("admin:articles_topic_add"), {**data, "photo": photo.pk}).context["adminform"].form
        assert form.errors == {"photo": [f"图片“{photo.title}”待补：{lacking}。请先到图片库补全。"]}
    response = client.post(reverse("admin:articles_topic_add"), {**data, "photo": make_photo().pk})
    assert response.status_code == 302


def test_an_article_twice_in_a_topic_is_refused_with_a_sentence(as_person, first_reviewer):
    article = make_article()
    topic = make_topic(articles=[article])
    entry = topic.entries.get()
    data = {"title": topic.title, "slug": topic.slug, "introduction": "x", "order": 0}
    data |= {"entries-TOTAL_FORMS": 2, "entries-INITIAL_FORMS": 1, "entries-0-id": entry.pk}
    data |= {"entries-0-topic": topic.pk, "entries-0-article": article.pk, "entries-0-order": 0}
    data |= {"entries-1-topic": topic.pk, "entries-1-article": article.pk, "entries-1-order": 1}
    response = as_person(first_reviewer).post(reverse("admin:articles_topic_change", args=[topic.pk]), data)
    assert response.status_code == 200
    assert topic.entries.count() == 1


def test_a_topic_with_articles_can_go_and_the_articles_stay(as_person, keeper):
    article = make_article()
    topic = make_topic(articles=[article])
    as_person(keeper).post(reverse("admin:articles_topic_delete", args=[topic.pk]), {"post": "yes"})
    assert not Topic.objects.exists()
    article.refresh_from_db()


def test_a_contributor_with_bylines_is_not_deleted(as_person, keeper):
    contributor = make_contributor()
    make_article("电梯启用", bylines=[contributor])
    page = (
        as_person(keeper)
        .post(reverse("admin:articles_contributor_delete", args=[contributor.pk]), {"post": "yes"})
        .content.decode()
    )
    assert "电梯启用" in page
    assert Contributor.objects.exists()


@pytest.mark.parametrize("model", ["column", "topic", "contributor"])
def test_lists_searches_and_filters_answer(model, as_person, keeper):
    make_topic(articles=[make_article(bylines=[make_contributor()])])
    client = as_person(keeper)
    address = reverse(f"admin:articles_{model}_changelist")
    for query in ({}, {"q": "电"}, {"o": "1"}, {"o": "-2"}):
        assert client.get(address, query).status_code == 200


@pytest.mark.parametrize("model", ["column", "topic", "contributor"])
def test_reporters_see_the_house_and_change_nothing_in_it(model, as_person, reporter, outsider):
    client = as_person(reporter)
    assert client.get(reverse(f"admin:articles_{model}_changelist")).status_code == 200
    assert client.get(reverse(f"admin:articles_{model}_add")).status_code == 403
    assert as_person(outsider).get(reverse(f"admin:articles_{model}_changelist")).status_code == 302


def test_the_first_page_counts_what_waits_for_the_person(as_person, reporter, final_reviewer, keeper, one_review):
    for _number in range(2):
        make_draft(reporter).decide(Action.SUBMIT, reporter)
    make_draft(reporter)

    def shown(person):
        response = as_person(person).get("/admin/")
        page = response.content.decode()
        return {str(line.word): line.count for line in response.context["queue"]["counts"] if line.url in page}

    assert shown(final_reviewer) == {"待我审核": 2}
    assert shown(reporter) == {"我的草稿": 1}
    assert shown(keeper) == {}


def test_the_rooms_stand_in_the_order_of_use(as_person, keeper):
    rooms = as_person(keeper).get("/admin/").context["app_list"]
    order = [
        "articles",
        "questions",
        "notices",
        "photos",
        "directory",
        "search",
        "mourning",
        "editorial",
        "jobs",
        "auth",
    ]
    assert [room["app_label"] for room in rooms] == order
    assert [model["object_name"] for model in rooms[0]["models"]] == ["Article", "Topic", "Column", "Contributor"]


def test_what_a_topic_takes_in_is_in_the_history_of_the_article(as_person, first_reviewer):
    article, topic = make_article(), make_topic()
    data = {
        "title": topic.title, "introduction": topic.introduction, "order": 0, "is_running": "on", "slug": topic.slug,
        "entries-TOTAL_FORMS": 1, "entries-INITIAL_FORMS": 0, "entries-0-article": article.pk, "entries-0-order": 1,
    }  # fmt: skip
    response = as_person(first_reviewer).post(reverse("admin:articles_topic_change", args=[topic.pk]), data)
    assert response.status_code == 302
    before, after = article.own_versions()
    assert (before.data["rows"]["topic_entries"], after.saved_by) == ([], first_reviewer)
    assert [row["topic"] for row in after.data["rows"]["topic_entries"]] == [topic.pk]
    article.refresh_from_db()
    assert article.version == after.number == 2
