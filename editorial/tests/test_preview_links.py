"""What somebody outside the newsroom gets for a preview link, and what nobody gets any more."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from articles.models import Article
from editorial.models import PreviewLink, Proposal
from editorial.rules import Action
from editorial.tests.bulletins.models import Bulletin, Line
from portal.testing import make_article, make_column, make_contributor, make_draft, make_photo, make_place, put
from web.signed_links import signer_of

pytestmark = pytest.mark.django_db


def share(item, user=None, days=3, version=None):
    item.keep_first_version()
    return PreviewLink.make(version or item.own_versions().last(), user or item.author, "市房产局 办公室", days)


@pytest.fixture
def draft(reporter):
    fields = {"lead_photo": make_photo(), "bylines": [make_contributor()], "places": [make_place()]}
    return make_draft(reporter, "电梯何时修好", body="<p>本报讯　原来的一段。</p>", hotline_note="请来电。", **fields)


@pytest.fixture
def link(draft):
    return share(draft)


def test_the_link_opens_the_public_page_of_its_version_and_says_that_it_is_none(client, link, draft):
    with time_machine.travel("2026-11-22 18:00 +0800", tick=False):
        PreviewLink.objects.update(expires_at=timezone.now() + timedelta(days=3))
        answer = client.get(link.key_path)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "articles/article_detail.html" in [template.name for template in answer.templates]
    assert "<strong>预览，未发布</strong>" in page
    assert "此链接 11月25日 18:00 失效，请勿转发" in page
    for shown in ("电梯何时修好", "原来的一段", "林知夏", "桃花新村", draft.lead_photo.stem):
        assert shown in page
    assert "市房产局" not in page


def test_no_cache_no_robot_and_no_other_site_learns_of_it(client, link):
    answer = client.get(link.key_path)
    assert {part.strip() for part in answer["Cache-Control"].split(",")} == {"no-store", "private"}
    assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer["Referrer-Policy"] == "strict-origin"
    assert not answer.has_header("ETag")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert '<meta name="robots" content="noindex, nofollow, noarchive">' in answer.content.decode()


@pytest.mark.parametrize("edition", ["", "/elder"])
def test_the_page_offers_no_address_to_pass_on(client, link, draft, edition):
    page = client.get(edition + link.key_path).content.decode()
    for absent in ('rel="canonical"', "ld+json", "og:", "data-copy-link", 'class="share"', "print-only", "<svg"):
        assert absent not in page, absent
    assert draft.get_absolute_url() not in page
    # Only the way to the same page in the other edition holds the address.
    assert len(re.findall(re.escape(link.token), page)) == 1


def test_it_is_read_in_the_elder_edition_too(client, link):
    answer = client.get(f"/elder{link.key_path}")
    assert answer.status_code == 200
    assert 'data-edition="elder"' in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]


def closed(client, path):
    """Assert that `path` is a 404 that nobody keeps; return the page."""
    for method in (client.head, client.get):
        answer = method(path)
        assert answer.status_code == 404
        assert {part.strip() for part in answer["Cache-Control"].split(",")} == {"no-store", "private"}
        assert not answer.cookies
    today = r"<time.*?</time>"
    return re.sub(today, "", answer.content.decode().replace(path, ""))


def test_altered_expired_revoked_or_withdrawn_it_is_the_same_404(client, link, draft, reporter, final_reviewer):
    signer = signer_of(type(link))
    path, foreign = link.key_path, signer.sign(str(link.pk + 1))
    pages = {closed(client, f"/preview/{foreign}/")}
    for token in (
        f"{link.token}x", link.token[:-1], link.token.swapcase(), f"{link.pk + 1}{link.token[len(str(link.pk)):]}",
        f"0{link.token}", str(link.pk), link.token.replace(".", ":"), signer.sign("x"), signer.sign("9" * 30), "题",
    ):  # fmt: skip
        closed(client, f"/preview/{token}/")
    with time_machine.travel(link.expires_at - timedelta(seconds=1)):
        assert client.head(path).status_code == 200
    with time_machine.travel(link.expires_at + timedelta(seconds=1)):
        pages.add(closed(client, path))
    other = share(make_draft(reporter))
    assert other.revoke(reporter)
    pages.add(closed(client, other.key_path))
    now = timezone.now()
    put(draft, state="withdrawn", withdrawn_at=now, withdrawn_reason="事实有误", publish_at=now)
    pages.add(closed(client, path))
    assert len(pages) == 1


def test_an_address_without_its_last_slash_is_kept_by_no_cache_either(client, link):
    answer = client.get(link.key_path.rstrip("/"))
    assert answer.status_code == 301
    assert "public" not in answer["Cache-Control"]


def test_the_link_to_a_deleted_draft_leads_nowhere(as_person, link, draft, reporter, first_reviewer):
    desk = as_person(first_reviewer)
    assert desk.post(f"/admin/articles/article/{draft.pk}/delete/", {"post": "yes"}).status_code == 302
    assert not Article.objects.exists()
    assert closed(as_person(None), link.key_path)


def test_what_is_edited_later_is_not_seen_through_the_old_link(client, link, draft, reporter):
    draft.title, draft.body = "后来的标题", "<p>后来的一段。</p>"
    draft.save()
    draft.bylines.all().delete()
    draft.keep_version(reporter)
    page = client.get(link.key_path).content.decode()
    assert "电梯何时修好" in page
    assert "原来的一段" in page
    assert "林知夏" in page
    assert "后来的" not in page
    assert "后来的一段" in client.get(share(draft).key_path).content.decode()


def test_a_proposed_version_is_seen_through_its_link_while_readers_see_the_old_text(client, reporter):
    article = make_article("旧标题", reporter)
    proposal = Proposal.begin(article, reporter)
    data = {**proposal.data, "fields": {**proposal.data["fields"], "title": "新标题", "body": "<p>新的一段。</p>"}}
    link = share(article, version=proposal.keep_version(reporter, data))
    page, public = (client.get(path).content.decode() for path in (link.key_path, article.get_absolute_url()))
    assert "新标题" in page
    assert "新的一段" in page
    assert "预览，未发布" in page
    assert "旧标题" in public
    assert "新标题" not in public
    assert "新的一段" not in public
    proposal.decide(Action.DISCARD, reporter)
    assert client.get(link.key_path).status_code == 200


def test_it_is_read_and_takes_nothing(client, link):
    path = link.key_path
    assert [method(path).status_code for method in (client.head, client.get, client.post)] == [200, 200, 405]


def test_a_version_whose_column_is_gone_can_still_be_read(client, reporter):
    gone = make_column("旧栏目")
    draft = make_draft(reporter, column=gone)
    link = share(draft)
    draft.column = make_column()
    draft.save()
    gone.delete()
    assert client.get(link.key_path).status_code == 200


def test_making_and_revoking_stand_in_the_record_with_for_whom(link, draft, reporter, final_reviewer):
    assert link.revoke(final_reviewer)
    assert not link.revoke(reporter)
    lines = [(entry.action, entry.actor, entry.comment, entry.version) for entry in draft.record.all()]
    assert lines == [
        ("share", reporter, "第1版，给市房产局 办公室", 1),
        ("revoke", final_reviewer, "第1版，给市房产局 办公室", 1),
    ]
    link.refresh_from_db()
    assert link.revoked_by == final_reviewer


def test_an_expired_link_is_not_revoked_once_more(link, draft, reporter):
    with time_machine.travel(link.expires_at + timedelta(seconds=1)):
        assert not link.revoke(reporter)
    assert draft.record.count() == 1


def test_any_kind_of_content_is_shown_by_its_own_template(client, reporter):
    bulletin = Bulletin.objects.create(title="停水快报", text="<p>一则。</p>", author=reporter)
    Line.objects.create(bulletin=bulletin, text="原来的一行")
    link = share(bulletin)
    bulletin.lines.update(text="后来的一行")
    page = client.get(link.key_path).content.decode()
    assert "原来的一行" in page
    assert "后来的一行" not in page
