"""Addresses of the desk from before documents had a room of their own."""

import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", ["", "?fit=no", "1/change/?_popup=1", "add/"])
def test_addresses_of_documents_that_editors_kept_lead_on(place, reporter, as_person):
    answer = as_person(reporter).get(f"/admin/notices/document/{place}")
    assert (answer.status_code, answer["Location"]) == (302, f"/admin/documents/document/{place}")


def test_a_form_of_a_document_that_was_left_open_is_sent_once_more_with_what_was_typed(reporter, as_person):
    answer = as_person(reporter).post("/admin/notices/document/1/change/", {"name": "申请表"})
    assert (answer.status_code, answer["Location"]) == (307, "/admin/documents/document/1/change/")
