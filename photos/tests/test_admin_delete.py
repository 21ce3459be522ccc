"""Deleting pictures at the desk."""

import pytest
from django.core.files.storage import default_storage

from photos.models import Photo
from portal.testing import make_article, make_photo

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/admin/photos/photo/"


@pytest.fixture
def desk(as_person, keeper):
    return as_person(keeper)


def delete_one(desk, photo):
    return desk.post(f"{LIST}{photo.pk}/delete/", {"post": "yes"})


def delete_selected(desk, *photos):
    selected = [photo.pk for photo in photos]
    return desk.post(LIST, {"action": "delete_selected", "_selected_action": selected, "post": "yes"})


@pytest.mark.parametrize("delete", [delete_one, delete_selected])
def test_an_unused_picture_goes_with_its_files(desk, delete):
    photo, other = make_photo(), make_photo()
    assert delete(desk, photo).status_code == 302
    assert list(Photo.objects.all()) == [other]
    assert not any(default_storage.exists(name) for name in photo.file_names)
    assert all(default_storage.exists(name) for name in other.file_names)


@pytest.mark.parametrize("delete", [delete_one, delete_selected])
@pytest.mark.parametrize("use", ["lead", "gallery", "text"])
def test_a_picture_in_use_stays_and_the_editor_reads_where_it_is_used(desk, delete, use):
    photo = make_photo()
    make_article(
        "用图的稿件",
        lead_photo=photo if use == "lead" else None,
        photos=[(photo, "gallery")] if use == "gallery" else [],
        body=f'<p><img src="{photo.url}"></p>' if use == "text" else "<p>无图</p>",
    )
    answer = delete(desk, photo)
    assert answer.status_code == 200
    assert "正在使用" in answer.text
    assert "用图的稿件" in answer.text
    assert Photo.objects.get() == photo
    assert all(default_storage.exists(name) for name in photo.file_names)


def test_one_used_picture_among_many_keeps_all(desk):
    unused, used = make_photo(), make_photo()
    make_article(lead_photo=used)
    assert "一项也没有删除" in delete_selected(desk, unused, used).text
    assert Photo.objects.count() == 2


@pytest.mark.parametrize("delete", [delete_one, delete_selected])
def test_a_picture_that_comes_into_use_at_that_moment_stays(desk, delete, monkeypatch):
    photo = make_photo()
    make_article(lead_photo=photo)
    monkeypatch.setattr("photos.admin.PhotoAdmin.get_deleted_objects", lambda *args: (["图片"], {"图片": 1}, set(), []))
    answer = delete(desk, photo)
    assert answer.status_code == 302
    assert "没有删除：刚刚有内容用到了它。" in desk.get(answer.url).text
    assert Photo.objects.get() == photo


def test_a_reporter_deletes_nothing(as_person, reporter):
    photo, client = make_photo(), as_person(reporter)
    assert delete_one(client, photo).status_code == 403
    delete_selected(client, photo)
    assert Photo.objects.get() == photo
