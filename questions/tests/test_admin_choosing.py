"""A picture that a citizen sent goes into the library: with consent, described and credited, as a copy."""

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from photos.models import Photo
from questions.models import CasePicture

from .case_desk import action_of, full_case, page_of, staffed_desk

pytestmark = pytest.mark.django_db
WORDS = {"alt_text": "一盏不亮的路灯", "credit_name": "王女士"}


@pytest.fixture
def desk(cast):
    return staffed_desk(cast)


def test_a_chosen_picture_is_copied_with_its_words(desk, cast, as_person):
    case = full_case(desk, cast["reporter"])
    picture = case.pictures.first()
    as_person(cast["reporter"]).post(action_of(case, "choose_picture"), {"subject": picture.pk, **WORDS})
    picture.refresh_from_db()
    photo = Photo.objects.get()
    assert picture.photo == photo
    assert (photo.alt_text, photo.credit, photo.uploaded_by) == (WORDS["alt_text"], "王女士 供图", cast["reporter"])
    assert photo.title == f"{desk}·{case}"
    assert photo.is_publishable
    assert Image.open(default_storage.open(photo.file_names[0])).size == (photo.width, photo.height) == (64, 48)
    assert picture.open().read(2) == b"\xff\xd8"
    assert str(photo.pk) in case.events.last().internal_note
    assert "已入库" in as_person(cast["reporter"]).get(page_of(case)).content.decode()


def test_without_consent_nothing_leaves_the_private_storage(desk, cast, as_person):
    case = full_case(desk, cast["reporter"], may_be_published=False)
    client, picture = as_person(cast["reporter"]), case.pictures.first()
    assert "choose_picture" not in client.get(page_of(case)).content.decode()
    response = client.post(action_of(case, "choose_picture"), {"subject": picture.pk, **WORDS})
    assert response.status_code == 422
    assert "发送人没有同意公开这张图片" in response.content.decode()
    assert WORDS["alt_text"] in response.content.decode()
    assert not Photo.objects.exists()
    assert not default_storage.exists("photos")


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"alt_text": " "}, "请写明画面里有什么"),
        ({"credit_name": ""}, "请写明由谁供图"),
        ({"alt_text": "图" * 121}, "最多 120 字"),
        ({"credit_name": "电话13800000000"}, "13800000000"),
    ],
)
def test_words_are_needed_and_checked(changed, sentence, desk, cast, as_person):
    case = full_case(desk, cast["reporter"])
    data = {"subject": case.pictures.first().pk, **WORDS, **changed}
    response = as_person(cast["reporter"]).post(action_of(case, "choose_picture"), data)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Photo.objects.exists()


def test_twice_it_is_one_photo(desk, cast, as_person):
    case = full_case(desk, cast["reporter"])
    client, data = as_person(cast["reporter"]), {"subject": case.pictures.first().pk, **WORDS}
    statuses = [client.post(action_of(case, "choose_picture"), data).status_code for _press in range(2)]
    assert statuses == [302, 422]
    assert Photo.objects.count() == CasePicture.objects.exclude(photo=None).count() == 1
