"""The content policy of the desk's pages, and what the editor is told of its text."""

import pytest
from django.contrib.admin import site
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.urls import reverse

from editorial.rules import Action
from portal.testing import make_article, make_draft

from .admin_form import said, typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("one_review")]


def relaxed(response):
    return "'unsafe-inline'" in response["Content-Security-Policy"]


def test_the_content_policy_is_relaxed_for_the_editor_alone(as_person, final_reviewer, reporter):
    live, submitted = make_article(author=reporter), make_draft(final_reviewer)
    submitted.decide(Action.SUBMIT, final_reviewer)
    client = as_person(final_reviewer)
    with_editor = [url("add"), url("change", live.pk)]
    without = [
        "/admin/", url("changelist"), url("history", live.pk), url("preview", submitted.pk),
        url("change", submitted.pk), "/admin/articles/column/", "/admin/articles/topic/add/",
        "/admin/photos/photo/add/",
        "/", live.get_absolute_url(), "/admin/password_change/",
    ]  # fmt: skip
    for address in with_editor:
        response = client.get(address)
        assert relaxed(response), address
        assert "script-src 'self' 'unsafe-inline'" in response["Content-Security-Policy"]
        assert "default-src 'self'" in response["Content-Security-Policy"]
        assert "unsafe-eval" not in response["Content-Security-Policy"]
    for address in without:
        response = client.get(address)
        assert response.status_code == 200, address
        assert not relaxed(response), address
    assert not relaxed(as_person(None).get("/admin/login/"))


def test_the_policy_is_relaxed_on_every_form_with_an_editor_and_on_no_other(client, django_user_model):
    client.force_login(django_user_model.objects.create_superuser("root"))
    with_editor = set()
    for model in site._registry:
        response = client.get(reverse(admin_urlname(model._meta, "add")))
        if response.status_code == 200:
            has_editor = "ckeditortype" in response.content.decode()
            assert relaxed(response) == has_editor, model
            with_editor.update({model.__name__} if has_editor else ())
    assert with_editor == {"Article", "Answer", "Notice", "Kind", "Bulletin"}


def test_a_refused_form_still_holds_a_working_editor(as_person, reporter):
    response = as_person(reporter).post(url("add"), typed(title="", _continue=1))
    assert response.status_code == 200
    assert relaxed(response)


def test_the_editor_is_told_what_was_taken_out(as_person, reporter):
    draft = make_draft(reporter)
    body = '<p onclick="x()">好</p><script>1</script><iframe src="https://a.example"></iframe>'
    client = as_person(reporter)
    response = client.post(url("change", draft.pk), typed(draft, body=body, _continue=1), follow=True)
    sentence = "正文中有不能保留的内容，已去掉：<iframe>、<script>、onclick。"
    assert sentence in said(response)
    draft.refresh_from_db()
    assert draft.body == "<p>好</p>"
    refused = client.post(url("change", draft.pk), typed(draft, title="", body=body, _continue=1))
    assert sentence in said(refused)
    clean = client.post(url("change", draft.pk), typed(draft, _continue=1), follow=True)
    assert not any("已去掉" in message for message in said(clean))


def test_what_is_not_public_has_no_link_to_a_public_page(as_person, reporter):
    draft, live = make_draft(reporter), make_article(author=reporter)
    client = as_person(reporter)
    assert "viewsitelink" not in client.get(url("change", draft.pk)).content.decode()
    assert "viewsitelink" in client.get(url("change", live.pk)).content.decode()


@pytest.mark.parametrize("address", ["\\\\[x", "\\/[x", "\\\\℀.com", "//[x"])
def test_a_link_that_cannot_be_read_is_dropped_and_the_text_saved(address, as_person, reporter):
    draft = make_draft(reporter)
    body = f'<p>前<a href="{address}">字</a></p>'
    assert as_person(reporter).post(url("change", draft.pk), typed(draft, body=body, _continue=1)).status_code == 302
    draft.refresh_from_db()
    assert (draft.body, draft.body_html) == ("<p>前字</p>", "<p>前字</p>")
