"""The desk's own preview of any version, to which the history leads."""

import pytest

from articles.tests.admin_form import url
from portal.testing import make_article, make_draft

pytestmark = pytest.mark.django_db


def test_the_desk_previews_any_version_as_the_public_page(as_person, reporter):
    article = make_article("现在的标题", reporter)
    article.keep_first_version()
    article.title = "后来的标题"
    article.save()
    article.keep_version(reporter)
    client = as_person(reporter)
    assert client.get(url("preview", article.pk)).status_code == 302
    page = client.get(url("preview", article.pk), {"version": 1})
    assert "现在的标题" in page.content.decode()
    assert "版本预览" in page.content.decode()
    assert "第1版" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    for nonsense in ("0", "3", "-1", "", "x", "1.0", "9" * 40, "9" * 5000):
        assert client.get(url("preview", article.pk), {"version": nonsense}).status_code == 404, nonsense
    draft = make_draft(reporter, "一篇草稿")
    draft.keep_first_version()
    assert "预览，未发布" in client.get(url("preview", draft.pk), {"version": 1}).content.decode()
    assert as_person(None).get(url("preview", draft.pk), {"version": 1}).status_code == 302


def test_only_our_own_form_may_frame_a_version_and_nobody_frames_another_page_of_the_desk(as_person, reporter):
    draft = make_draft(reporter, "一篇草稿")
    draft.keep_first_version()
    client = as_person(reporter)
    version = client.get(url("preview", draft.pk), {"version": 1})
    assert version["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in version["Content-Security-Policy"]
    assert "default-src 'self'" in version["Content-Security-Policy"]
    for address in (url("preview", draft.pk), url("change", draft.pk)):
        page = client.get(address)
        assert page["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert f'src="{url("preview", draft.pk)}?version=1" loading="lazy" sandbox="allow-same-origin"' in page.text
