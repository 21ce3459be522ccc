"""A session ends while somebody writes: what was typed is given back, and nothing is done."""

import pytest
from django.urls import reverse

from articles.models import Article
from portal.testing import make_article, make_draft

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"


def test_what_was_typed_is_given_back_with_the_way_to_log_in(client):
    response = client.post(f"{ADD}?column=3", {"title": "来不及存的标题", "body": "<p>写了一夜</p>", "subtitle": " "})
    page = response.content.decode()
    assert response.status_code == 403
    assert "来不及存的标题" in page
    assert "&lt;p&gt;写了一夜&lt;/p&gt;" in page
    assert "subtitle" not in page
    assert 'href="/admin/login/?next=/admin/articles/article/add/%3Fcolumn%3D3" target="_blank"' in page
    assert "no-store" in response["Cache-Control"]
    assert not Article.objects.exists()


def test_it_says_nothing_of_what_lies_on_the_desk(client, reporter):
    draft = make_draft(reporter, "未公开的题目")
    page = client.post(reverse("admin:articles_article_change", args=[draft.pk]), {"title": "改"}).content.decode()
    assert "未公开的题目" not in page
    assert "nav-sidebar" not in page


@pytest.mark.django_db(databases=[])
def test_no_password_no_token_and_no_button_is_shown(client):
    hidden = {
        "old_password": "secret-1",
        "new_password1": "secret-2",
        "Password": "secret-3",
        "csrfmiddlewaretoken": "secret-4",
        "_save": "secret-5",
        "bylines-TOTAL_FORMS": "secret-6",
        "bylines-0-id": "secret-7",
        "bylines-__prefix__-role": "secret-8",
    }
    page = client.post("/admin/password_change/", {**hidden, "note": "留着"}).content.decode()
    assert "留着" in page
    assert "secret" not in page


def test_what_takes_only_a_post_is_followed_by_the_first_page(client, reporter):
    live = make_article(author=reporter)
    page = client.post(
        reverse("admin:articles_article_decide", args=[live.pk, "withdraw"]), {"comment": "地址有误"}
    ).content.decode()
    assert "地址有误" in page
    assert 'href="/admin/login/?next=/admin/"' in page
    live.refresh_from_db()
    assert live.is_live


def test_looking_still_leads_to_the_log_in_form(client, as_person, outsider):
    assert client.get(ADD).url == f"/admin/login/?next={ADD}"
    assert as_person(outsider).post(ADD, {"title": "改"}).url == f"/admin/login/?next={ADD}"


def test_the_log_in_form_and_logging_out_twice_work_as_ever(client, reporter):
    refused = client.post("/admin/login/", {"username": "reporter", "password": "wrong"})
    assert refused.status_code == 200
    assert refused.context["form"].non_field_errors()
    right = {"username": "reporter", "password": "correct horse battery"}
    assert client.post(f"/admin/login/?next={ADD}", right).url == ADD
    assert client.post("/admin/logout/").status_code == 200
    assert client.post("/admin/logout/").url == "/admin/"
