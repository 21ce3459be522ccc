"""The desk's page of preview links: who makes them, who revokes them, what is said."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.tests.admin_form import said, url
from editorial.models import Entry, PreviewLink, Proposal
from portal.testing import make_article, make_draft, put

pytestmark = pytest.mark.django_db
TYPED = {"meant_for": "市房产局 办公室", "days": "3", "version": "1"}


@pytest.fixture
def draft(reporter):
    return make_draft(reporter, "电梯何时修好")


def make_link(client, item, **typed):
    return client.post(url("preview_links", item.pk), {**TYPED, **typed}, follow=True)


def revoke(client, item, link):
    return client.post(url("revoke_link", item.pk, link.pk), follow=True)


@pytest.fixture
def link(draft, reporter):
    draft.keep_first_version()
    return PreviewLink.make(draft.versions.get(), reporter, "市房产局 办公室", 3)


def test_the_author_makes_a_link_and_is_given_its_address(as_person, reporter, draft, settings):
    client = as_person(reporter)
    change_page = client.get(url("change", draft.pk)).content.decode()
    assert f'href="{url("preview_links", draft.pk)}">预览链接</a>' in change_page
    with time_machine.travel("2026-11-22 18:00 +0800", tick=False):
        client.force_login(reporter)
        empty = client.get(url("preview_links", draft.pk)).content.decode()
        response = make_link(client, draft)
        made = PreviewLink.objects.get()
        assert client.get(made.key_path).status_code == 200
    assert "还没有给任何人发过预览链接" in empty
    assert re.findall(r'<input type="radio" name="(\w+)" value="(\d)"[^>]* checked', empty) == [
        ("days", "3"),
        ("version", "1"),
    ]
    assert response.redirect_chain == [(url("preview_links", draft.pk), 302)]
    assert made.expires_at - made.made_at == timedelta(days=3)
    assert (made.item, made.version.number, made.made_by) == (draft, 1, reporter)
    address = f"{settings.SITE_URL}{made.key_path}"
    assert f'<input class="link-address" readonly value="{address}"' in said(response)[0]
    assert "2026年11月25日 18:00" in said(response)[0]
    draft.refresh_from_db()
    assert draft.version == 1
    assert [(entry.action, entry.actor, entry.comment) for entry in draft.record.all()] == [
        ("share", reporter, "第1版，给市房产局 办公室")
    ]


def test_a_link_is_revoked_once_and_the_second_press_says_so(as_person, reporter, draft, link):
    client = as_person(reporter)
    assert said(revoke(client, draft, link)) == ["给“市房产局 办公室”的预览链接已作废，再也打不开了。"]
    assert said(revoke(client, draft, link)) == ["给“市房产局 办公室”的预览链接此前已经失效。"]
    assert Entry.objects.filter(action="revoke").count() == 1
    page = client.get(url("preview_links", draft.pk)).content.decode()
    assert "已作废" in page
    assert link.token not in page
    assert url("revoke_link", draft.pk, link.pk) not in page


@pytest.mark.parametrize(("typed", "sentence"), [
    ({"meant_for": ""}, "请写明链接给谁看。"),
    ({"meant_for": " \t　"}, "请写明链接给谁看。"),
    ({"meant_for": "房" * 61}, "现有 61 字，最多 60 字。"),
    ({"days": "30"}, "请选择链接的有效期。"),
    ({"days": "三天"}, "请选择链接的有效期。"),
    ({"days": ""}, "请选择链接的有效期。"),
    ({"version": ""}, "请选择链接显示哪一版。"),
    ({"version": "7"}, "打开本页之后，稿件又有新的保存。请重新选择版本。"),
    ({"version": "x"}, "打开本页之后，稿件又有新的保存。请重新选择版本。"),
])  # fmt: skip
def test_what_cannot_be_taken_is_said_and_nothing_typed_is_lost(as_person, reporter, draft, typed, sentence):
    response = make_link(as_person(reporter), draft, **typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "<title>错误：" in page
    assert f'value="{typed.get("meant_for", TYPED["meant_for"]).strip()}"' in page or not typed["meant_for"].strip()
    assert not PreviewLink.objects.exists()
    draft.refresh_from_db()
    assert draft.version == 0


def test_a_version_saved_meanwhile_is_not_shared_unseen(as_person, reporter, draft, link):
    draft.title = "改过的标题"
    draft.save()
    draft.keep_version(reporter)
    client = as_person(reporter)
    assert make_link(client, draft, version="1").status_code == 422
    assert make_link(client, draft, version="2").status_code == 200
    assert "改过的标题" in client.get(PreviewLink.objects.first().key_path).content.decode()


def test_of_a_live_article_the_proposed_version_is_offered_to_its_writer_too(as_person, reporter, other_reporter):
    article = make_article("旧标题", reporter)
    proposal = Proposal.begin(article, other_reporter)
    client = as_person(other_reporter)
    assert make_link(client, article, version="1").status_code == 403
    proposal.keep_version(other_reporter, {**proposal.data, "fields": {**proposal.data["fields"], "title": "新标题"}})
    page = client.get(url("preview_links", article.pk)).content.decode()
    assert "第2版（修改稿）" in page
    assert "当前保存的内容" not in page
    assert make_link(client, article, version="1").status_code == 422
    assert make_link(client, article, version="2").status_code == 200
    link = PreviewLink.objects.get()
    assert link.version.proposal == proposal
    assert "新标题" in client.get(link.key_path).content.decode()
    assert 'value="1"' in as_person(reporter).get(url("preview_links", article.pk)).content.decode()


def test_what_is_withdrawn_is_shown_to_nobody_any_more(as_person, reporter, draft, link):
    now = timezone.now()
    put(draft, state="withdrawn", withdrawn_at=now, withdrawn_reason="误", publish_at=now)
    client = as_person(reporter)
    page = client.get(url("preview_links", draft.pk)).content.decode()
    assert "稿件已撤稿，不再对外预览。" in page
    assert "已随撤稿失效" in page
    assert link.token not in page
    response = make_link(client, draft)
    assert response.status_code == 422
    assert "稿件已撤稿，不再对外预览。" in response.content.decode()
    assert 'value="市房产局 办公室"' in response.content.decode()
    assert PreviewLink.objects.count() == 1
    assert client.get(link.key_path).status_code == 404


def test_the_list_tells_the_open_from_the_expired_and_costs_no_more_for_more_of_them(
    as_person, link, final_reviewer, reporter, django_assert_max_num_queries
):
    PreviewLink.objects.update(expires_at=timezone.now())
    for _more in range(5):
        PreviewLink.make(link.version, reporter, "别人", 1)
    client = as_person(final_reviewer)
    with django_assert_max_num_queries(10):
        page = client.get(url("preview_links", link.object_id)).content.decode()
    assert page.count("已过期") == 1
