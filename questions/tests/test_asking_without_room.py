"""A question whose pictures cannot be stored: a sentence, all that was typed, and nothing half-made."""

import pytest

from portal.testing import make_desk, picture_file
from questions.models import Case, CasePicture, Contact, Desk, Event
from questions.tests.asking import SUBMISSION, send, was_received
from questions.tests.following import do, follow, receive
from storage.tests.full_disk import files_below, fill, fill_where_files_wait

pytestmark = pytest.mark.django_db
TYPED = {"text": "路灯不亮，谁来修？", "name": "王女士", "telephone": "13900000000", "address": "鼓楼巷 3 号"}


@pytest.fixture
def desk():
    return make_desk(asks_address=Desk.Asks.MAY, asks_contact=Desk.Asks.MAY, asks_pictures=Desk.Asks.MAY)


@pytest.mark.parametrize("after", [0, 1, 3])
def test_what_was_typed_is_given_back_and_nothing_is_half_made(client, desk, settings, monkeypatch, after):
    fill(monkeypatch, after)
    answer = send(client, desk, pictures=[picture_file(), picture_file(colour=(9, 9, 9))], **TYPED)
    page = answer.content.decode()
    assert answer.status_code == 507
    assert "没有空间" in page
    assert "图片需要重新选择" in page
    assert all(typed in page for typed in TYPED.values())
    assert 'name="_unsent"' not in page
    assert not any(model.objects.exists() for model in (Case, CasePicture, Contact, Event))
    assert files_below(settings.PRIVATE_ROOT) == []


def test_once_there_is_room_the_same_form_is_taken(client, desk, monkeypatch):
    with monkeypatch.context() as full:
        fill(full)
        page = send(client, desk, pictures=[picture_file()], **TYPED).content.decode()
    submission = SUBMISSION.search(page)[1]
    assert was_received(send(client, desk, pictures=[picture_file()], submission=submission, **TYPED))
    assert Case.objects.get().pictures.count() == 1


def test_without_pictures_it_is_taken_on_a_full_disk(client, desk, monkeypatch):
    fill(monkeypatch)
    assert was_received(send(client, desk, **TYPED))


def test_where_there_is_no_room_even_to_send_it_the_text_is_given_back(client, desk, settings, monkeypatch):
    fill_where_files_wait(monkeypatch, settings)
    answer = send(client, desk, pictures=[picture_file()], **TYPED)
    page = answer.content.decode()
    assert answer.status_code == 507
    assert all(typed in page for typed in TYPED.values())
    assert not Case.objects.exists()


def test_an_error_in_the_form_is_told_though_its_pictures_cannot_wait(client, settings, monkeypatch):
    desk = make_desk(asks_contact=Desk.Asks.MUST, asks_pictures=Desk.Asks.MAY)
    fill(monkeypatch)
    answer = send(client, desk, pictures=[picture_file()], text="路灯不亮", name="王女士", telephone="")
    assert answer.status_code == 422
    assert "王女士" in answer.content.decode()
    assert files_below(settings.PRIVATE_ROOT) == []


def test_what_is_added_to_a_case_is_given_back_too(client, desk, settings, monkeypatch):
    case, code = receive(desk=desk)
    follow(client, code)
    fill(monkeypatch, after=1)
    answer = do(client, "add", text="是北边的那一盏", pictures=[picture_file()])
    page = answer.content.decode()
    assert answer.status_code == 507
    assert "没有空间" in page
    assert "是北边的那一盏" in page
    assert not case.additions.exists()
    assert not case.pictures.exists()
    assert files_below(settings.PRIVATE_ROOT) == []
