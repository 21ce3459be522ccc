"""The list of documents at the desk, and their files for whoever has to look at them."""

import pytest

from notices.models import Attachment
from portal.testing import make_notice

from .documents import make_document
from .files import pdf, xlsx

pytestmark = pytest.mark.django_db
LIST = "/admin/documents/document/"


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


def hide_a_sheet(book, sheet):
    book.create_sheet("人员").sheet_state = "hidden"


def page_of(document):
    return f"{LIST}{document.pk}/change/"


def test_the_list_says_what_waits_and_what_is_used(desk, reporter, django_assert_max_num_queries):
    waiting, used = (
        make_document(xlsx(hide_a_sheet), reporter, name="待核对"),
        make_document(pdf(), reporter, name="已用上"),
    )
    Attachment.objects.create(notice=make_notice(), document=used)
    with django_assert_max_num_queries(10):
        page = desk.get(LIST).text
    for words in ("待核对", "已用上", "待确认", "未发现问题", "1处", "PDF", "XLSX", "字节"):
        assert words in page, words
    assert list(desk.get(f"{LIST}?fit=no").context["cl"].queryset) == [waiting]
    assert list(desk.get(f"{LIST}?fit=yes").context["cl"].queryset) == [used]
    assert list(desk.get(f"{LIST}?q=已用").context["cl"].queryset) == [used]


def test_the_desk_opens_the_file_before_anybody_has_confirmed_it(desk, as_person, outsider, reporter):
    document = make_document(xlsx(hide_a_sheet), reporter, name="名单")
    address = f"{LIST}{document.pk}/file/"
    assert address in desk.get(page_of(document)).text
    answer = desk.get(address)
    assert answer.getvalue() == document.file.open().read()
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]
    assert desk.post(address).status_code == 405
    assert as_person(outsider).get(address).status_code == 302
    assert as_person(None).get(address).status_code == 302


def test_a_file_that_is_gone_is_not_there(desk, reporter):
    document = make_document(pdf(), reporter)
    document.file.storage.delete(document.file.name)
    assert desk.get(f"{LIST}{document.pk}/file/").status_code == 404
    assert desk.get(f"{LIST}99/file/").status_code == 404


def test_a_keeper_without_a_right_to_documents_gets_no_file(as_person, keeper, reporter):
    document = make_document(pdf(), reporter)
    assert as_person(keeper).get(f"{LIST}{document.pk}/file/").status_code == 403
