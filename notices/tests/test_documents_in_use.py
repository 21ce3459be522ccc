"""Documents in the pop-up window of a notice's form, and deleting them."""

import json
import re

import pytest

from documents.models import Document
from documents.tests.documents import make_document, upload_of
from documents.tests.files import pdf, xlsx
from notices.models import Attachment
from portal.testing import make_notice

LIST = "/admin/documents/document/"
ADD = f"{LIST}add/"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


@pytest.fixture
def reviewer(as_person, first_reviewer):
    return as_person(first_reviewer)


def hide_a_row(book, sheet):
    sheet.row_dimensions[2].hidden = True


def handed_over(answer):
    """What the closing pop-up window tells the form that opened it."""
    return json.loads(re.search(r'data-popup-response="([^"]+)"', answer.text)[1].replace("&quot;", '"'))


def test_the_pop_up_hands_over_the_new_document(desk):
    answer = desk.post(ADD, {"upload": upload_of(pdf(), "时间表.pdf"), "name": "", "_popup": "1"})
    assert handed_over(answer) == {"value": str(Document.objects.get().pk), "obj": "时间表.pdf"}


def test_the_pop_up_first_asks_about_what_was_found_and_then_hands_it_over(desk):
    answer = desk.post(ADD, {"upload": upload_of(xlsx(hide_a_row), "表.xlsx"), "name": "", "_popup": "1"})
    document = Document.objects.get()
    assert answer.url == f"{LIST}{document.pk}/change/?_popup=1&_added=1"
    assert "隐藏的行：1行（名单）" in desk.get(answer.url).text
    last = desk.post(answer.url, {"name": "表", "confirmed": "on", "_popup": "1"})
    assert handed_over(last) == {"value": str(document.pk), "obj": "表.xlsx"}
    document.refresh_from_db()
    assert document.is_fit


def test_changing_a_document_in_a_pop_up_still_says_that_it_changed(desk, reporter):
    document = make_document(pdf(), reporter)
    answer = desk.post(f"{LIST}{document.pk}/change/?_popup=1", {"name": "新名", "_popup": "1"})
    assert handed_over(answer)["action"] == "change"


def test_the_form_of_a_notice_finds_documents_by_name(desk, reporter, django_assert_max_num_queries):
    make_document(pdf(), reporter, name="停水时间表")
    query = {"app_label": "notices", "model_name": "attachment", "field_name": "document", "term": "停水"}
    with django_assert_max_num_queries(8):
        found = desk.get("/admin/autocomplete/", query).json()["results"]
    assert [one["text"] for one in found] == ["停水时间表.pdf"]


def test_attachments_of_a_notice_are_read_in_one_query_without_their_texts(reporter, django_assert_num_queries):
    notice = make_notice()
    for number in range(3):
        Attachment.objects.create(notice=notice, document=make_document(pdf(), reporter, name=f"附件{number}"))
    with django_assert_num_queries(1):
        attachments = list(notice.attachments.all())
        assert [str(attachment) for attachment in attachments] == ["附件0", "附件1", "附件2"]
    assert "text" in attachments[0].document.get_deferred_fields()


def test_deleting_a_document_takes_its_file_away(reviewer, reporter):
    document, other = make_document(pdf(), reporter), make_document(xlsx(), reporter)
    assert reviewer.post(f"{LIST}{document.pk}/delete/", {"post": "yes"}).status_code == 302
    assert list(Document.objects.all()) == [other]
    assert not document.file.storage.exists(document.file.name)
    assert other.file.storage.exists(other.file.name)


def test_a_file_stays_where_the_deletion_is_taken_back(reporter):
    from django.db import transaction

    document = make_document(pdf(), reporter)
    with transaction.atomic():
        Document.objects.all().delete()
        transaction.set_rollback(True)
    assert document.file.storage.exists(document.file.name)


@pytest.mark.parametrize("how", ["one", "many"])
def test_a_document_in_use_stays_and_the_editor_reads_where_it_is_used(reviewer, reporter, how):
    document = make_document(pdf(), reporter)
    Attachment.objects.create(notice=make_notice("用它的公告"), document=document)
    if how == "one":
        answer = reviewer.post(f"{LIST}{document.pk}/delete/", {"post": "yes"})
    else:
        chosen = {"action": "delete_selected", "_selected_action": [document.pk], "post": "yes"}
        answer = reviewer.post(LIST, chosen)
    assert answer.status_code == 200
    assert "用它的公告" in answer.text
    assert Document.objects.get() == document
    assert document.file.storage.exists(document.file.name)
    assert "用它的公告" in reviewer.get(f"{LIST}{document.pk}/change/").text


def test_a_reporter_deletes_no_document(desk, reporter):
    document = make_document(pdf(), reporter)
    assert desk.post(f"{LIST}{document.pk}/delete/", {"post": "yes"}).status_code == 403
    assert Document.objects.get() == document
