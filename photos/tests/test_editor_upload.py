"""The upload that CKEditor uses."""

from io import BytesIO

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from editorial.rendering import photo_stems
from photos.models import Photo
from portal.testing import CAST, make_photo, picture_file

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/photos/photo/editor-upload/"
WRITERS = {"reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer", "keeper"}


@pytest.mark.django_db(databases=[])
def test_the_editor_finds_the_address_by_its_name():
    assert reverse("admin:photos_photo_editor_upload") == ADDRESS


def test_a_picture_is_stored_and_its_address_is_one_that_rich_text_keeps(as_person, reporter):
    answer = as_person(reporter).post(ADDRESS, {"upload": picture_file(2000, 1000, name="老街\x07口.jpg")}).json()
    photo = Photo.objects.get()
    assert answer == {"uploaded": 1, "fileName": "老街口", "url": photo.url}
    assert (photo.title, photo.uploaded_by, photo.is_publishable) == ("老街口", reporter, False)
    assert all(default_storage.exists(name) for name in photo.file_names)
    assert photo_stems(f'<img src="{answer["url"]}">') == [photo.stem]
    assert LogEntry.objects.get().user == reporter


def test_the_same_file_again_gives_the_picture_that_is_there(as_person, reporter):
    there = make_photo()
    assert as_person(reporter).post(ADDRESS, {"upload": picture_file()}).json()["url"] == there.url
    assert Photo.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            "SVG",
        ),
        (
            picture_file(file_format="GIF").read(),
            "GIF",
        ),
        (picture_file(200, 200).read()[:700], "这张JPEG图片不完整"),
        (b"", "没有收到文件，请重新选择。"),
    ],
)
def test_a_refusal_is_a_sentence_that_the_editor_shows(as_person, reporter, content, sentence):
    upload = BytesIO(content)
    upload.name = "street.jpg"
    answer = as_person(reporter).post(ADDRESS, {"upload": upload} if content else {})
    assert answer.status_code == 200
    assert answer.json()["uploaded"] == 0
    assert sentence in answer.json()["error"]["message"]
    assert not Photo.objects.exists()


@pytest.mark.parametrize("name", ["anonymous", *CAST])
def test_who_may_add_pictures_may_add_them_here(name, cast, as_person):
    answer = as_person(cast[name]).post(ADDRESS, {"upload": picture_file()})
    assert answer.status_code == (200 if name in WRITERS else 403)
    assert answer.json()["uploaded"] == (name in WRITERS) == Photo.objects.count()


def test_a_permission_alone_opens_no_desk(as_person, outsider, reporter):
    outsider.groups.set(reporter.groups.all())
    assert as_person(outsider).post(ADDRESS, {"upload": picture_file()}).status_code == 403


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_other_methods_are_refused(as_person, reporter, method):
    assert getattr(as_person(reporter), method)(ADDRESS).status_code == 405


def test_a_foreign_page_cannot_upload_in_an_editors_name(reporter):
    client = Client(enforce_csrf_checks=True)
    client.force_login(reporter)
    assert client.post(ADDRESS, {"upload": picture_file()}).status_code == 403
    client.get("/admin/photos/photo/add/")
    token = client.cookies["csrftoken"].value
    answer = client.post(ADDRESS, {"upload": picture_file()}, headers={"X-CSRFToken": token})
    assert answer.json()["uploaded"] == 1
