"""Attached documents as readers get them: a download, of a public notice, and nothing else."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from documents.tests.documents import make_document
from documents.tests.files import docx, pdf, xlsx
from notices.models import Attachment
from notices.views import documents as views
from portal.testing import make_notice

pytestmark = pytest.mark.django_db


def hide_a_row(book, sheet):
    sheet.row_dimensions[2].hidden = True


def attach(person, data=None, notice=None, name="停水 时间表", **fields):
    notice = notice or make_notice(**fields)
    return Attachment.objects.create(notice=notice, document=make_document(data or pdf(), person, name=name))


def address(attachment):
    return f"/notices/{attachment.notice_id}/attachments/{attachment.document_id}/"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (pdf(), "application/pdf"),
        (docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_document_is_a_download_under_its_name_that_no_browser_runs(client, reporter, data, kind):
    attachment = attach(reporter, data)
    answer = client.get(address(attachment))
    assert answer.status_code == 200
    assert answer.getvalue() == attachment.document.file.open().read()
    assert answer["Content-Type"] == kind
    name = quote(f"停水 时间表.{attachment.document.format}")
    assert answer["Content-Disposition"] == f"attachment; filename*=utf-8''{name}"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Content-Length"] == str(attachment.document.size)
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")


def test_it_takes_few_queries_and_never_reads_the_text(client, reporter, django_assert_max_num_queries):
    attachment = attach(reporter)
    with django_assert_max_num_queries(2) as queries:
        client.get(address(attachment))
    assert not any('"documents_document"."text"' in query["sql"] for query in queries)


def test_the_elder_edition_has_it_too(client, reporter):
    assert client.get(f"/elder{address(attach(reporter))}").status_code == 200


def test_who_has_it_already_is_told_so(client, reporter, monkeypatch):
    attachment = attach(reporter)
    etag = client.get(address(attachment))["ETag"]
    assert attachment.document.digest in etag
    monkeypatch.setattr(views, "handed_out", None)
    answer = client.get(address(attachment), headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)


def test_head_tells_the_size_and_post_is_refused(client, reporter):
    attachment = attach(reporter)
    answer = client.head(address(attachment))
    assert answer["Content-Length"] == str(attachment.document.size)
    assert client.post(address(attachment)).status_code == 405


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "draft", "publish_at": None},
        {"state": "in_review", "publish_at": None},
        {"publish_at": timezone.now() + timedelta(hours=1)},
    ],
)
def test_what_is_not_public_yet_is_not_there_for_anybody(as_person, cast, reporter, fields):
    attachment = attach(reporter, **fields)
    for person in cast.values():
        assert as_person(person).get(address(attachment)).status_code == 404


def test_the_document_of_a_withdrawn_notice_is_gone_with_the_reason(client, reporter):
    withdrawn = {"state": "withdrawn", "withdrawn_at": timezone.now(), "withdrawn_reason": "时间有误"}
    answer = client.get(address(attach(reporter, **withdrawn)))
    assert answer.status_code == 410
    assert "时间有误" in answer.text


def test_a_document_is_there_only_beside_its_own_notice(client, reporter):
    one, other = attach(reporter), attach(reporter)
    assert client.get(f"/notices/{one.notice_id}/attachments/{other.document_id}/").status_code == 404
    assert client.get(f"/notices/{one.notice_id}/attachments/999/").status_code == 404
    assert client.get(f"/notices/999/attachments/{one.document_id}/").status_code == 404


def test_what_nobody_has_confirmed_is_not_handed_out(client, reporter):
    attachment = attach(reporter, xlsx(hide_a_row))
    assert client.get(address(attachment)).status_code == 404
    attachment.document.confirm(reporter)
    assert client.get(address(attachment)).status_code == 200


def test_a_file_that_is_gone_is_a_404(client, reporter):
    attachment = attach(reporter)
    attachment.document.file.storage.delete(attachment.document.file.name)
    assert client.get(address(attachment)).status_code == 404


def shown(attachment, **context):
    attachments = list(attachment.notice.attachments.all())
    found = render_to_string(
        "notices/_attachments.html", {"notice": attachment.notice, "attachments": attachments, **context}
    )
    return " ".join(found.split())


def test_the_list_tells_title_format_and_size(reporter):
    attachment = attach(reporter)
    attachment.document.size = 1_258_291
    attachment.document.save()
    page = shown(attachment)
    assert f'<a href="{address(attachment)}" download>停水 时间表</a>' in page
    assert "PDF，1.2\xa0MB" in page.replace("1.2 MB", "1.2\xa0MB")
    attachment.title = "附件1：<b>时间表</b>"
    attachment.save()
    assert "附件1：&lt;b&gt;时间表&lt;/b&gt;" in shown(attachment)


def test_a_preview_and_what_nobody_has_confirmed_have_no_link(reporter):
    assert "href" not in shown(attach(reporter), preview=True)
    waiting = shown(attach(reporter, xlsx(hide_a_row)))
    assert "href" not in waiting
    assert "核对中，暂不提供下载" in waiting


def test_a_notice_without_attachments_has_no_list():
    assert render_to_string("notices/_attachments.html", {"notice": make_notice(), "attachments": []}).strip() == ""
