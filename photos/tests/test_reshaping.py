"""A picture is turned and cropped: every page shows the new state, and what was there can be taken back."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image, ImageDraw

from articles.models import Article
from editorial.preflight.manuscript import Manuscript
from editorial.rendering import render
from editorial.wechat.pictures import library
from photos import reshaping, stored
from photos.intake import CleanPicture
from photos.models import FormerPicture, Photo
from portal.testing import make_article, make_draft, make_photo

pytestmark = pytest.mark.django_db
RED, WHITE = (200, 30, 30), (255, 255, 255)


@pytest.fixture
def photo():
    """A white picture of 400 × 200, the left upper quarter of which is red."""
    image = Image.new("RGB", (400, 200), WHITE)
    ImageDraw.Draw(image).rectangle((0, 0, 199, 99), RED)
    photo = Photo(title="街景", alt_text="一条街", credit_name="记者 沈拾光")
    photo.take_in(CleanPicture(image, "1" * 64))
    photo.save()
    return photo


def page_of(photo):
    return f"/admin/photos/photo/{photo.pk}/reshape/"


def press(client, photo, **pressed):
    answer = client.post(page_of(photo), {"state": photo.stem, **pressed})
    photo.refresh_from_db()
    return answer


def colours(photo):
    """Whether the middle of each quarter of the clean JPEG is red: left above, right above, left below, right below."""
    with default_storage.open(photo.master_name) as file, Image.open(file) as image:
        assert image.size == (photo.width, photo.height)
        places = [(x * image.width // 4, y * image.height // 4) for y in (1, 3) for x in (1, 3)]
        return [image.getpixel(place)[1] < 150 for place in places]


@pytest.mark.parametrize(
    ("pressed", "size", "red"),
    [
        ("right", (200, 400), [False, True, False, False]),
        ("left", (200, 400), [False, False, True, False]),
        ("half", (400, 200), [False, False, False, True]),
    ],
)
def test_a_picture_is_turned(as_person, reporter, photo, pressed, size, red):
    names = photo.file_names
    assert press(as_person(reporter), photo, turn=pressed).status_code == 302
    assert ((photo.width, photo.height), colours(photo)) == (size, red)
    assert not set(names) & set(photo.file_names)
    assert all(default_storage.exists(name) for name in [*names, *photo.file_names])
    assert default_storage.size(photo.master_name) == photo.master_bytes
    assert LogEntry.objects.get().get_change_message() == "图片已转好，用到它的地方都会换成新的。"


def test_what_is_cut_off_is_typed_in_percent(as_person, reporter, photo):
    assert press(as_person(reporter), photo, crop="1", left="25.0", bottom="50").status_code == 302
    assert (photo.width, photo.height) == (300, 100)
    assert colours(photo) == [True, False, True, False]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "请至少在一边填上要裁掉多少"),
        ({"left": "80"}, "每边至少保留100像素"),
        ({"left": "60", "right": "60"}, "每边至少保留100像素"),
        ({"left": "一半"}, "输入一个数"),
        ({"top": "-5"}, "0"),
        ({"top": "NaN"}, "输入一个数"),
    ],
)
def test_a_crop_that_cannot_be_is_refused_and_what_was_typed_is_kept(as_person, reporter, photo, typed, sentence):
    stem = photo.stem
    answer = press(as_person(reporter), photo, crop="1", **typed)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert all(f'value="{value}"' in answer.text for value in typed.values())
    assert (photo.stem, FormerPicture.objects.count()) == (stem, 0)


def test_a_picture_is_always_made_of_what_came_in(photo, reporter, monkeypatch):
    first, opened = photo.master_name, []
    load = reshaping._image_of
    monkeypatch.setattr(
        reshaping, "_image_of", lambda stored, shape: (opened.append(stored.master_name), load(stored, shape))[1]
    )
    reshaping.turn(photo, reporter, 1)
    reshaping.crop(photo, reporter, 0, 0, 0, 0.5)  # the upper half of what stands upright
    reshaping.turn(photo, reporter, 1)
    assert opened == [first] * 3
    assert (photo.width, photo.height) == (200, 200)
    assert colours(photo) == [False, False, True, True]


def test_four_quarters_are_the_picture_that_came_in_and_no_new_file(photo, reporter):
    stem = photo.stem
    stems = {stem}
    for _quarter in range(4):
        reshaping.turn(photo, reporter, 1)
        stems.add(photo.stem)
    assert photo.stem == stem
    assert len(stems) == 4
    assert set(FormerPicture.objects.values_list("stem", flat=True)) == stems - {stem}


def test_a_focus_that_was_set_on_a_turned_picture_is_still_there_when_it_stands_upright_again(photo, reporter):
    reshaping.turn(photo, reporter, 1)
    photo.focus_x, photo.focus_y = 80, 10
    photo.save()
    reshaping.turn(photo, reporter, -1)
    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y) == (10, 20)


def test_a_former_state_is_taken_back_with_its_focus(as_person, reporter, photo):
    Photo.objects.update(focus_x=10, focus_y=20)
    photo.refresh_from_db()
    before = {name: getattr(photo, name) for name in reshaping.STATE}
    client = as_person(reporter)
    press(client, photo, turn="right")
    assert (photo.focus_x, photo.focus_y) == (80, 10)
    turned = photo.stem
    assert press(client, photo, back=photo.former.get().pk).status_code == 302
    assert {name: getattr(photo, name) for name in reshaping.STATE} == before
    assert photo.former.get().stem == turned
    assert all(default_storage.exists(name) for name in photo.file_names)


@pytest.mark.parametrize(("sides", "focus"), [((0, 0, 0.5, 0), (20, 20)), ((0.5, 0, 0, 0), (None, None))])
def test_the_focus_stays_where_it_was_in_the_picture_or_is_cut_off_with_it(photo, reporter, sides, focus):
    photo.focus_x, photo.focus_y = 10, 20
    reshaping.crop(photo, reporter, *sides)
    assert (photo.focus_x, photo.focus_y) == focus


def test_every_text_that_shows_it_shows_the_new_state(client, photo, reporter, final_reviewer):
    article = make_article(lead_photo=photo, body=f'<p>路口。</p><p><img src="{photo.url}"></p>')
    first = photo.stem
    reshaping.turn(photo, final_reviewer, 1)
    second = photo.stem
    reshaping.turn(photo, final_reviewer, 1)
    page = client.get(article.get_absolute_url()).text
    assert first not in page
    assert photo.url in page
    for stem in (first, second, photo.stem):
        with CaptureQueriesContext(
            connection,
        ) as sent:
            assert f'src="{photo.url}"' in render(f'<p><img src="/media/photos/{stem}-960.webp"></p>')
        assert len(sent) == 1


def test_a_text_that_names_a_former_file_keeps_the_picture_in_use_and_described(photo, reporter):
    address = photo.url
    reshaping.turn(photo, reporter, 1)
    Photo.objects.update(alt_text="")
    draft = make_draft(reporter, body=f'<p><img src="{address}"></p>')
    assert Article.objects.get(pk=draft.pk).inline_photos.get().photo == photo
    assert [found for _field, found in Manuscript(draft).photos] == [photo]


@pytest.mark.usefixtures("one_review")
def test_of_a_picture_that_readers_see_the_final_reviewer_alone_turns_it(as_person, reporter, final_reviewer, photo):
    make_article(lead_photo=photo)
    stem = photo.stem
    client = as_person(reporter)
    assert page_of(photo) not in client.get(f"/admin/photos/photo/{photo.pk}/change/").text
    assert client.get(page_of(photo)).status_code == 403
    assert press(client, photo, turn="right").status_code == 403
    assert photo.stem == stem
    client = as_person(final_reviewer)
    assert page_of(photo) in client.get(f"/admin/photos/photo/{photo.pk}/change/").text
    assert press(client, photo, turn="right").status_code == 302
    assert photo.stem != stem


def test_a_second_press_on_an_old_page_turns_nothing(as_person, reporter, photo):
    client, old = as_person(reporter), photo.stem
    press(client, photo, turn="right")
    new = photo.stem
    answer = client.post(page_of(photo), {"state": old, "turn": "right"}, follow=True)
    assert "这张图片刚才已有改动" in answer.text
    photo.refresh_from_db()
    assert photo.stem == new


def test_a_state_of_another_picture_is_not_taken(as_person, reporter, photo):
    other = make_photo()
    reshaping.turn(other, reporter, 1)
    stem = photo.stem
    for back in (other.former.get().pk, "x", "9" * 30):
        assert press(as_person(reporter), photo, back=back).status_code == 302
    assert photo.stem == stem


def test_all_files_go_with_the_picture(photo, reporter, django_capture_on_commit_callbacks):
    names = list(photo.file_names)
    reshaping.turn(photo, reporter, 1)
    names += photo.file_names
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
    assert not any(default_storage.exists(name) for name in names)


def test_where_a_file_cannot_be_written_the_picture_stays_as_it_is(photo, reporter, monkeypatch):
    there = set(default_storage.listdir("photos")[1])

    def full(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(stored, "encode", full)
    with pytest.raises(OSError, match="full"):
        reshaping.turn(photo, reporter, 1)
    photo.refresh_from_db()
    assert set(default_storage.listdir("photos")[1]) == there
    assert all(default_storage.exists(name) for name in photo.file_names)


def test_what_is_taken_to_wechat_is_the_new_state(photo, reporter):
    first = photo.stem
    reshaping.turn(photo, reporter, 1)
    assert library(f'<p><img src="/media/photos/{first}-960.webp"></p>') == {first: photo}
