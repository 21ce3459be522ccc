"""The library in a pop-up window, and the card of one picture."""

import pytest
from django.urls import reverse

from portal.testing import CAST, make_photo, make_place

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/photos/photo/picker/"
WRITERS = {"reporter", "other_reporter", "first_reviewer", "second_reviewer", "final_reviewer", "keeper"}


@pytest.fixture
def desk(as_person, reporter):
    return as_person(reporter)


def titles(answer):
    return [photo.title for photo in answer.context["photos"]]


@pytest.mark.django_db(databases=[])
def test_the_editor_finds_the_window_by_its_name():
    assert reverse("admin:photos_photo_picker") == ADDRESS


@pytest.mark.parametrize("name", ["anonymous", *CAST])
def test_who_may_see_the_library_may_choose_from_it(name, cast, as_person):
    photo, client = make_photo(), as_person(cast[name])
    for address in (ADDRESS, f"/admin/photos/photo/{photo.pk}/card/"):
        assert client.get(address).status_code == (200 if name in WRITERS else 302)


def test_a_person_of_the_house_without_the_permission_is_refused(as_person, outsider):
    photo = make_photo()
    outsider.is_staff = True
    outsider.save()
    for address in (ADDRESS, f"/admin/photos/photo/{photo.pk}/card/"):
        assert as_person(outsider).get(address).status_code == 403


def test_the_window_only_shows(desk):
    assert desk.post(ADDRESS).status_code == 405


def test_each_picture_carries_what_the_opener_needs(desk):
    photo = make_photo(title="<b>街景</b>")
    page = desk.get(ADDRESS).text
    assert f'data-photo="{photo.pk}" data-address="{photo.url}"' in page
    assert "<b>街景</b>" not in page
    assert 'data-ckeditor-function=""' in page


def test_ckeditors_question_is_carried_along_and_only_its_number_believed(desk):
    make_photo()
    page = desk.get(ADDRESS, {"CKEditor": "id_body", "CKEditorFuncNum": "7", "langCode": "zh-cn"}).text
    assert 'data-ckeditor-function="7"' in page
    assert 'name="CKEditorFuncNum" value="7"' in page
    assert "/admin/photos/photo/add/?CKEditor=id_body&amp;CKEditorFuncNum=7" in page
    page = desk.get(ADDRESS, {"CKEditorFuncNum": '1);alert("'}).text
    assert 'data-ckeditor-function=""' in page
    assert 'alert("' not in page


def test_the_window_runs_no_script_of_its_own_making(desk):
    make_photo()
    answer = desk.get(ADDRESS)
    assert "<script>" not in answer.text
    assert "onclick" not in answer.text
    assert "unsafe-inline" not in answer.headers["Content-Security-Policy"]


def test_pictures_are_found_by_their_words_and_their_place(desk):
    make_photo(title="电梯", place=make_place("桃花新村"))
    make_photo(title="早市", alt_text="菜摊")
    assert titles(desk.get(ADDRESS)) == ["早市", "电梯"]
    assert titles(desk.get(ADDRESS, {"q": "桃花"})) == ["电梯"]
    assert titles(desk.get(ADDRESS, {"q": "菜摊"})) == ["早市"]
    assert "没有找到图片" in desk.get(ADDRESS, {"q": "没有"}).text


def test_the_pages_are_turned_and_nonsense_is_the_first(desk, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("photos.views.PER_PAGE", 2)
    for number in range(5):
        make_photo(title=f"图{number}")
    assert titles(desk.get(ADDRESS)) == ["图4", "图3"]
    with django_assert_max_num_queries(8):
        second = desk.get(ADDRESS, {"p": "2", "q": "图"})
    assert titles(second) == ["图2", "图1"]
    assert "?p=3&amp;q=%E5%9B%BE" in second.text
    assert "下一页" not in desk.get(ADDRESS, {"p": "3"}).text
    for nonsense in ("0", "-1", "x", "²", ""):
        assert titles(desk.get(ADDRESS, {"p": nonsense})) == ["图4", "图3"]
    for far in ("9" * 18, "9" * 5_000):
        assert desk.get(ADDRESS, {"p": far}).status_code == 200


def test_an_empty_library_says_what_to_do(desk):
    assert "图库还是空的" in desk.get(ADDRESS).text


def test_a_card_says_what_a_form_shows(desk):
    photo = make_photo()
    assert desk.get(f"/admin/photos/photo/{photo.pk}/card/").json() == {
        "id": photo.pk,
        "title": "街景",
        "alt": "一条街",
        "credit": "记者 沈拾光 摄",
        "thumbnail": photo.thumbnail_url,
    }
    assert desk.get("/admin/photos/photo/999999/card/").status_code == 404
    assert desk.post(f"/admin/photos/photo/{photo.pk}/card/").status_code == 405
