"""A new picture at the desk: the form, its refusals, the same file twice, the pop-up window."""

import json
import re

import pytest
from django.core.files.storage import default_storage

from photos.forms import complete, title_from
from photos.models import Photo
from portal.testing import make_photo, make_place, picture_file

pytestmark = pytest.mark.django_db
ADD = "/admin/photos/photo/add/"
TYPED = {
    "title": "桃花新村的电梯",
    "alt_text": "楼外立着玻璃井道",
    "credit_kind": "supplied",
    "credit_name": "沈拾光",
    "taken_on": "2026-11-21",
}


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


def upload(desk, file=None, address=ADD, **typed):
    form = {**TYPED, **typed}
    return desk.post(address, form | {"file": file} if file else form)


def test_a_picture_is_entered_with_its_words(desk, reporter):
    place = make_place()
    assert upload(desk, picture_file(2000, 1000), place=place.pk).status_code == 302
    photo = Photo.objects.get()
    assert (photo.title, photo.credit, photo.place) == ("桃花新村的电梯", "沈拾光 供图", place)
    assert (photo.width, photo.height, photo.uploaded_by) == (2000, 1000, reporter)
    assert all(default_storage.exists(name) for name in photo.file_names)


def test_the_camera_roll_is_asked_for_pictures_only(desk):
    page = desk.get(ADD).text
    assert re.search(r'<input type="file" name="file" accept="image/jpeg,image/png,image/webp"', page)
    assert 'enctype="multipart/form-data"' in page


@pytest.mark.parametrize(
    ("file", "typed", "sentence"),
    [
        (picture_file(file_format="GIF", name="street.jpg"), {}, "按内容看，这是GIF"),
        (picture_file(6251, 4000, "PNG"), {}, "这张图片的像素太多（6251×4000），PNG最多收2500万像素。"),
        (picture_file(), {"title": ""}, "必填"),
        (picture_file(), {"taken_on": "昨天"}, "日期"),
        (picture_file(), {"place": "999999"}, "选择"),
        (None, {}, "必填"),
    ],
)
def test_a_refusal_is_explained_and_what_was_typed_stays(desk, file, typed, sentence):
    if file:
        file.seek(0)
    answer = upload(desk, file, **typed)
    assert answer.status_code == 200
    assert sentence in answer.text
    assert ("图片文件请重新选择" in answer.text) == bool(file)
    form = answer.context["adminform"].form
    for name, value in {**TYPED, **typed}.items():
        assert form[name].value() == value
    assert not Photo.objects.exists()


def test_the_same_file_again_is_offered_as_the_one_that_is_there(desk):
    there = make_photo(title="早就有的")
    answer = upload(desk, picture_file())
    assert answer.status_code == 200
    assert "图库里已有这张图片：“早就有的”。" in answer.text
    assert there.thumbnail_url in answer.text
    assert f'href="/admin/photos/photo/{there.pk}/change/"' in answer.text
    assert "用已有的这张" in answer.text
    assert answer.context["adminform"].form["alt_text"].value() == TYPED["alt_text"]
    assert Photo.objects.count() == 1


def test_the_same_file_is_kept_twice_when_the_editor_insists(desk):
    make_photo()
    assert upload(desk, picture_file(), keep_both="on").status_code == 302
    one, other = Photo.objects.all()
    assert one.digest == other.digest
    assert one.stem != other.stem


def test_the_box_to_keep_both_is_there_only_where_there_are_two(desk):
    assert "keep_both" not in desk.get(ADD).text
    assert "keep_both" not in upload(desk, picture_file(), title="").text
    make_photo()
    assert 'name="keep_both"' in upload(desk, picture_file()).text


def handed_over(answer):
    """What the closing pop-up window tells the form that opened it."""
    data = re.search(r'data-popup-response="([^"]+)"', answer.text)[1]
    return json.loads(data.replace("&quot;", '"'))


def test_the_pop_up_hands_over_the_new_picture(desk):
    answer = upload(desk, picture_file(), _popup="1")
    assert handed_over(answer) == {"value": str(Photo.objects.get().pk), "obj": "桃花新村的电梯"}


def test_the_pop_up_hands_over_the_one_that_is_there_for_the_same_file(desk):
    there = make_photo()
    answer = upload(desk, picture_file(), _popup="1", title="")
    assert handed_over(answer)["value"] == str(there.pk)
    assert Photo.objects.count() == 1


def test_the_one_that_is_there_takes_from_the_pop_up_only_what_it_lacks():
    bare, full = make_photo(alt_text="", credit_name=""), make_photo()
    for photo in (bare, full):
        complete(photo, TYPED)
        photo.refresh_from_db()
    assert (bare.title, bare.alt_text, bare.credit) == ("街景", "楼外立着玻璃井道", "沈拾光 供图")
    assert (full.title, full.alt_text, full.credit) == ("街景", "一条街", "记者 沈拾光 摄")


def test_nothing_is_taken_from_a_pop_up_form_that_is_wrong():
    bare = make_photo(alt_text="")
    complete(bare, {**TYPED, "taken_on": "昨天"})
    assert Photo.objects.get().alt_text == ""


def test_ckeditors_window_goes_back_to_the_library_with_the_new_picture(desk):
    query = "_popup=1&CKEditor=id_body&CKEditorFuncNum=3"
    answer = upload(desk, picture_file(), f"{ADD}?{query}", _popup="1")
    assert answer.status_code == 302
    assert answer.url == f"/admin/photos/photo/picker/?{query}"
    assert "桃花新村的电梯" in desk.get(answer.url).text


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize(
    ("file_name", "title"),
    [
        ("街景.jpg", "街景"),
        ("IMG_2034.JPEG", "IMG_2034"),
        ("a\x00b\u202egpj.\x1b街.png", "a b gpj. 街"),
        ("/etc/passwd.png", "passwd"),
        ("C:\\照片\\老街.jpg", "老街"),
        (" \t.jpg", "未命名图片"),
        ("", "未命名图片"),
        ("街" * 99 + ".jpg", "街" * 60),
    ],
)
def test_a_title_is_made_of_a_file_name(file_name, title):
    assert title_from(file_name) == title
