"""One picture of many, as the script sends it."""

import pytest
from django.core.files.storage import default_storage
from django.test import Client

from photos.models import Photo
from portal.testing import CAST, make_photo, picture_file

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/photos/photo/upload/"
WRITERS = {"reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer", "keeper"}


def stored_files():
    return default_storage.listdir("photos")[1] if default_storage.exists("photos") else []


def test_a_picture_is_taken_and_described_in_a_few_words(as_person, reporter):
    answer = as_person(reporter).post(ADDRESS, {"file": picture_file(name="老街.jpg")}).json()
    photo = Photo.objects.get()
    card = {"id": photo.pk, "title": "老街", "alt": "", "credit": "", "thumbnail": photo.thumbnail_url}
    assert answer == {**card, "is_new": True}
    assert photo.uploaded_by == reporter


def test_the_same_file_is_not_stored_twice(as_person, reporter):
    there = make_photo()
    answer = as_person(reporter).post(ADDRESS, {"file": picture_file()}).json()
    assert (answer["id"], answer["alt"], answer["is_new"]) == (there.pk, "一条街", False)
    assert Photo.objects.count() == 1


def test_the_same_file_that_came_meanwhile_is_not_stored_twice(as_person, reporter, monkeypatch):
    take_in = Photo.take_in

    def while_another_came(photo, picture):
        take_in(photo, picture)
        monkeypatch.setattr(Photo, "take_in", take_in)
        make_photo()

    monkeypatch.setattr(Photo, "take_in", while_another_came)
    answer = as_person(reporter).post(ADDRESS, {"file": picture_file()}).json()
    assert answer["id"] == Photo.objects.get().pk
    assert len(stored_files()) == len(Photo.objects.get().files)


def test_a_refusal_is_a_sentence_and_cannot_be_retried(as_person, reporter):
    answer = as_person(reporter).post(ADDRESS, {"file": picture_file(200, 200, name="一.jpg", file_format="GIF")})
    assert (answer.status_code, list(answer.json())) == (422, ["problem"])
    assert as_person(reporter).post(ADDRESS).json() == {"problem": "没有收到文件，请重新选择。", "may_retry": True}


@pytest.mark.parametrize("name", ["anonymous", *CAST])
def test_who_may_add_pictures_may_add_them_here_and_others_are_told(name, cast, as_person):
    answer = as_person(cast[name]).post(ADDRESS, {"file": picture_file()})
    assert answer.status_code == (200 if name in WRITERS else 403)
    assert ("id" in answer.json()) == (name in WRITERS) == Photo.objects.count()
    assert ("登录已经过期" in answer.json().get("problem", "")) != (name in WRITERS)


def test_a_foreign_page_cannot_upload_in_an_editors_name(reporter):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reporter)
    assert client.post(ADDRESS, {"file": picture_file()}).status_code == 403
    assert not Photo.objects.exists()


@pytest.mark.parametrize("broken", ["take_in", "save"])
def test_what_breaks_off_leaves_neither_a_row_nor_files(as_person, reporter, monkeypatch, broken):
    client, before = as_person(reporter), stored_files()
    whole = getattr(Photo, broken)

    def breaks(photo, *args, **kwargs):
        if broken == "take_in":
            monkeypatch.setattr(default_storage, "size", lambda name: 1 / 0)
            whole(photo, *args)
        raise RuntimeError

    monkeypatch.setattr(Photo, broken, breaks)
    with pytest.raises((RuntimeError, ZeroDivisionError)):
        client.post(ADDRESS, {"file": picture_file()})
    assert not Photo.objects.exists()
    assert stored_files() == before


def test_a_server_that_dies_in_the_middle_leaves_no_row_without_files(as_person, reporter, monkeypatch):
    class Killed(BaseException):
        pass

    saved = []

    def killed(name, content):
        saved.append(Photo.objects.count())
        raise Killed

    monkeypatch.setattr(default_storage, "save", killed)
    with pytest.raises(Killed):
        as_person(reporter).post(ADDRESS, {"file": picture_file()})
    assert saved == [0]
    assert not Photo.objects.exists()
