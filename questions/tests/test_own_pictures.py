"""Consent to a picture is taken back: by deleting it, by withdrawing the consent, or the whole question."""

import pytest

from photos.models import Photo
from portal.testing import make_desk, picture_file
from questions.models import Case, CasePicture, Event
from questions.stages import assigning, choosing, closing
from questions.tests.following import PROGRESS, do, follow, page_of, receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(reporter, client):
    case, code = receive(desk=make_desk(members=[reporter]))
    follow(client, code)
    pictures = [picture_file(colour=(100 * number, 0, 0)) for number in range(2)]
    do(client, "add", text="两张", pictures=pictures, may_be_published="on")
    assigning.claim(case, reporter)
    return case


@pytest.fixture
def in_library(mine, reporter):
    picture = mine.pictures.first()
    choosing.choose_picture(mine, reporter, picture, "路灯", "桃花新村居民")
    picture.refresh_from_db()
    return picture


def files(settings):
    return list(settings.PRIVATE_ROOT.glob("cases/*"))


def notes():
    return list(Event.objects.filter(kind="noted", actor="asker").values_list("case", "internal_note"))


def test_a_picture_is_deleted_with_its_files(mine, client, settings, django_capture_on_commit_callbacks):
    assert page_of(client).count("删除第") == 2
    with django_capture_on_commit_callbacks(execute=True):
        assert do(client, "picture", number=mine.pictures.first().pk).url == PROGRESS
    assert mine.pictures.count() == 1
    assert len(files(settings)) == 2
    assert mine.events.filter(kind="corrected").count() == 1


@pytest.mark.usefixtures("mine")
def test_a_strangers_picture_and_nonsense_are_not_deleted(client):
    follow(client, receive("别人的事")[1])
    for number in (CasePicture.objects.first().pk, "x", ""):
        assert do(client, "picture", number=number).status_code == 422
    assert CasePicture.objects.count() == 2


def test_what_is_in_the_library_or_of_a_closed_case_is_not_deleted(mine, in_library, reporter, client):
    assert page_of(client).count("删除第") == 1
    assert do(client, "picture", number=in_library.pk).status_code == 422
    closing.close(mine, reporter, Case.Outcome.REFUSED, "不归我们管。")
    assert do(client, "picture", number=mine.pictures.last().pk).status_code == 422
    assert mine.pictures.count() == 2


def test_consent_is_taken_back_once_and_for_all_pictures(mine, client):
    assert "撤回图片刊发同意" in page_of(client)
    assert do(client, "consent").status_code == 302
    assert not mine.pictures.filter(may_be_published=True).exists()
    assert "撤回图片刊发同意" not in page_of(client)
    assert do(client, "consent").status_code == 422
    assert notes() == []


def test_the_reporter_is_told_of_a_picture_in_the_library_even_after_closing(mine, in_library, reporter, client):
    closing.close(mine, reporter, Case.Outcome.REFUSED, "不归我们管。")
    assert do(client, "consent").status_code == 302
    [(case, note)] = notes()
    assert case == mine.pk
    assert str(in_library.photo_id) in note
    assert note not in page_of(client)


def test_withdrawing_takes_all_back(mine, in_library, client, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert do(client, "withdraw").status_code == 302
    assert mine.pictures.get() == in_library
    assert not mine.pictures.get().may_be_published
    assert len(files(settings)) == 2
    assert Photo.objects.count() == len(notes()) == 1
