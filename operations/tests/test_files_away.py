"""A file that cannot be fetched, and one that cannot be stored where no form says so: a page with what to do."""

import pytest

from photos.intake import clean_picture
from portal.testing import make_case, make_desk, picture_file
from questions.tests.asking import send
from storage.durable import DurableFileStorage
from storage.write_faults import CannotRead, CannotStore

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _as_in_production(client):
    client.raise_request_exception = False


def failing(fault):
    def fail(*_args, **_kwargs):
        raise fault(5, "Input/output error")

    return fail


def test_a_picture_that_cannot_be_fetched_is_a_page_that_says_so(as_person, final_reviewer, monkeypatch, caplog):
    case = make_case(pictures=[clean_picture(picture_file())])
    case.desk.members.add(final_reviewer)
    address = f"/admin/questions/case/{case.pk}/pictures/{case.pictures.get().pk}/small/"
    assert as_person(final_reviewer).get(address).status_code == 200
    monkeypatch.setattr(DurableFileStorage, "_open", failing(CannotRead))
    answer = as_person(final_reviewer).get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert "文件暂时打不开" in answer.text
    assert "Traceback" not in caplog.text


def test_what_was_typed_is_given_back_where_no_form_expects_it(client, monkeypatch):
    monkeypatch.setattr("questions.views.asking._receive", failing(CannotStore))
    answer = send(client, make_desk(), "路灯不亮，谁来修？", name="王女士", telephone="13900000000")
    assert answer.status_code == 507
    assert "写不进去" in answer.text
    assert "路灯不亮，谁来修？" in answer.text
    assert "王女士" in answer.text
