"""Documents at the desk: let in through the door, named, confirmed, never changed."""

import pytest
from django.contrib.admin.models import LogEntry

from documents.file_names import clean_name, name_from
from documents.models import Document
from notices.models import Attachment
from portal.testing import make_notice, put

from .documents import make_document, upload_of
from .files import docx, pdf, xlsx

pytestmark = pytest.mark.django_db
LIST = "/admin/documents/document/"
ADD = f"{LIST}add/"


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


def hide_a_sheet(book, sheet):
    book.create_sheet("人员").sheet_state = "hidden"


def page_of(document):
    return f"{LIST}{document.pk}/change/"


def add(desk, upload, name="", **more):
    return desk.post(ADD, {"upload": upload, "name": name, **more})


def test_a_document_is_let_in_under_the_name_of_its_file(desk, reporter):
    answer = add(desk, upload_of(pdf(), "停水 时间表.pdf"))
    assert answer.status_code == 302
    document = Document.objects.get()
    assert (document.name, document.format, document.uploaded_by) == ("停水 时间表", "pdf", reporter)
    assert document.file_name == "停水 时间表.pdf"
    assert document.file.size == document.size
    assert document.text == "Water is off tonight."
    assert document.is_fit


def test_its_format_is_that_of_its_content_and_its_name_what_was_typed(desk):
    add(desk, upload_of(xlsx(), "harmless.pdf"), "收费 标准")
    document = Document.objects.get()
    assert document.file_name == "收费 标准.xlsx"
    assert document.file.name.startswith("documents/")
    assert "harmless" not in document.file.name


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (upload_of(b"GIF89a", "申请表.pdf"), "按内容看，这不是 PDF、DOCX 或 XLSX 文件"),
        (upload_of(docx(main="application/vnd.ms-word.document.macroEnabled.main+xml")), "请另存为不含宏的"),
        (upload_of(b""), "这个文件是空的"),
        (None, "必填"),
    ],
)
def test_a_refusal_is_explained_and_the_name_that_was_typed_stays(desk, upload, sentence):
    if upload:
        upload.seek(0)
    answer = desk.post(ADD, {"name": "申请表", **({"upload": upload} if upload else {})})
    assert answer.status_code == 200
    assert sentence in answer.text
    assert ("文件请重新选择" in answer.text) == bool(upload)
    assert 'value="申请表"' in answer.text
    assert not Document.objects.exists()


def test_a_file_of_sixty_megabytes_is_refused_with_a_sentence(desk):
    answer = add(desk, upload_of(b"%PDF-" + b"0" * (60 * 1024 * 1024)), "大文件")
    assert answer.status_code == 200
    assert "这个文件有60.0" in answer.text
    assert 'value="大文件"' in answer.text


def test_a_name_that_is_too_long_is_refused_and_not_cut_off(desk):
    answer = add(desk, upload_of(pdf()), "长" * 81)
    assert "81" in answer.text
    assert not Document.objects.exists()


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("C:\\Users\\a\\停水.pdf", "停水"),
        ("/etc/../停水.pdf", "停水"),
        ("停\u202e水\u200b\x00.pdf", "停 水"),
        ("a<b>:c|d?.pdf", "a b c d"),
        (" . .pdf", "未命名文件"),
        ("", "未命名文件"),
        ("字" * 200 + ".pdf", "字" * 80),
    ],
)
def test_a_name_is_taken_from_the_file_without_what_no_file_may_be_called(given, name):
    assert name_from(given, 80) == name


def test_a_typed_name_is_cleaned_and_one_of_nothing_is_refused(desk):
    add(desk, upload_of(pdf()), "申请\u202e表/附件")
    assert Document.objects.get().name == "申请 表 附件"
    assert clean_name("\u202e") == ""
    assert "名称里至少要有一个字" in add(desk, upload_of(pdf()), "\u202e/").text


def test_what_was_found_is_shown_and_waits_for_a_word(desk, reporter):
    answer = desk.post(ADD, {"upload": upload_of(xlsx(hide_a_sheet)), "name": ""}, follow=True)
    document = Document.objects.get()
    assert answer.redirect_chain[-1][0] == page_of(document)
    assert "隐藏的工作表：1个（人员）" in answer.text
    assert "我已逐项核对，可以公开" in answer.text
    assert not document.is_fit
    desk.post(page_of(document), {"name": document.name})
    document.refresh_from_db()
    assert not document.is_fit


def test_who_confirms_is_kept_and_shown(as_person, reporter, first_reviewer):
    document = make_document(xlsx(hide_a_sheet), reporter)
    desk = as_person(first_reviewer)
    assert desk.post(page_of(document), {"name": document.name, "confirmed": "on"}).status_code == 302
    document.refresh_from_db()
    assert document.is_fit
    assert (document.confirmed_by, document.confirmed_at is not None) == (first_reviewer, True)
    assert LogEntry.objects.filter(object_id=str(document.pk), user=first_reviewer).exists()
    page = desk.get(page_of(document)).text
    assert "first_reviewer于" in page
    assert 'name="confirmed"' not in page


def test_the_first_word_stands(reporter, first_reviewer):
    document = make_document(xlsx(hide_a_sheet), reporter)
    document.confirm(first_reviewer)
    first = document.confirmed_at
    Document.objects.get().confirm(reporter)
    document.refresh_from_db()
    assert (document.confirmed_by, document.confirmed_at) == (first_reviewer, first)


def test_nobody_confirms_without_the_right_to_change(as_person, keeper, reporter):
    document = make_document(xlsx(hide_a_sheet), reporter)
    assert as_person(keeper).post(page_of(document), {"name": "a", "confirmed": "on"}).status_code == 403
    document.refresh_from_db()
    assert not document.is_fit


def test_a_file_never_changes(desk, reporter):
    document = make_document(pdf(), reporter)
    digest = document.digest
    desk.post(page_of(document), {"name": "新名称", "upload": upload_of(xlsx())})
    document.refresh_from_db()
    assert (document.name, document.digest, document.format) == ("新名称", digest, "pdf")
    assert 'type="file"' not in desk.get(page_of(document)).text


def test_the_name_that_readers_know_stays(desk, reporter):
    document = make_document(pdf(), reporter, name="时间表")
    notice = make_notice(state="draft", publish_at=None)
    Attachment.objects.create(notice=notice, document=document)
    assert 'name="name"' in desk.get(page_of(document)).text
    put(notice, state="approved", publish_at=notice.created_at)
    desk.post(page_of(document), {"name": "别的"})
    document.refresh_from_db()
    assert document.name == "时间表"
