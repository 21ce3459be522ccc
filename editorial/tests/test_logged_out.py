"""A session ends while somebody writes: what was typed is given back, and nothing is done."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Article
from portal.testing import make_article, make_column, make_contributor, make_draft, make_photo, make_place

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


def test_it_is_given_back_in_the_words_and_the_order_of_the_form(client, reporter):
    column, contributor, place = make_column("要闻"), make_contributor("林知夏"), make_place("桃花新村")
    secret = make_photo(title="未公开的图片")
    sent = {
        "csrfmiddlewaretoken": "x", "column": column.pk, "places": [place.pk], "lead_photo": secret.pk,
        "publish_at_0": "2026-12-24", "publish_at_1": "07:30", "hotline_purpose": "防诈热线", "hotline_number": "55596",
        "body": "<p>头一段</p><p>第二段 &amp; 末尾</p>", "title": "候车亭换新",
        "bylines-0-contributor": contributor.pk, "bylines-0-role": "photographer", "bylines-0-order": "0",
        "bylines-0-article": "7",
        "bylines-1-contributor_name": "周某", "_readers-correction": "改一个字",
    }  # fmt: skip
    typed = client.post(ADD, sent).context["typed"]
    assert [(one.label, one.text) for one in typed] == [
        ("标题", "候车亭换新"),
        ("正文", "头一段\n第二段 & 末尾"),
        ("栏目", "要闻"),
        ("地点", "桃花新村"),
        ("题图", f"图片{secret.pk}号"),
        ("便民电话", "防诈热线 55596"),
        ("公开时间", "2026-12-24 07:30"),
        ("署名1 · 作者", "林知夏"),
        ("署名1 · 类别", "摄影"),
        ("署名2 · 作者", "周某"),
        ("给读者的更正", "改一个字"),
    ]
    assert typed[1].html == "<p>头一段</p><p>第二段 &amp; 末尾</p>"


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize(("page", "field", "label"), [
    ("articles/article/1/decide/return/", "comment", "意见"),
    ("questions/case/1/actions/note/", "telephone", "电话"),
])  # fmt: skip
def test_what_stands_on_another_page_has_a_label_too(page, field, label, client):
    [typed] = client.post(f"/admin/{page}", {field: "写下的"}).context["typed"]
    assert (typed.label, typed.text) == (label, "写下的")


def test_a_form_whose_token_is_stale_gives_it_back_in_the_same_words(reporter):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reporter)
    page = client.post(ADD, {"title": "来不及存的标题", "bylines-0-contributor_name": "周某"})
    assert page.status_code == 403
    assert re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", page.text) == [
        ("标题", "来不及存的标题"),
        ("署名1 · 作者", "周某"),
    ]


@pytest.mark.django_db(databases=[])
def test_what_is_longer_than_any_text_is_given_back_as_it_came(client, monkeypatch, settings):
    settings.RICH_TEXT_MAX_CHARACTERS = 100
    monkeypatch.setattr("editorial.typed_in.sanitise", lambda html: pytest.fail("it was read"))
    page = client.post(ADD, {"body": f"<p>{'长' * 100}</p>"}).content.decode()
    assert f"&lt;p&gt;{'长' * 100}" in page
