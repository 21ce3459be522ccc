"""The desk on a full disk: every way in says that the file was not stored, keeps what was typed, and leaves nothing."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.cache import cache

from articles.models import Article
from articles.tests.manuscripts import signs, upload
from documents.models import Document
from documents.tests.documents import upload_of
from documents.tests.files import pdf
from notices.models import Sheet
from photos.models import FormerPicture, Photo
from portal.testing import make_column, make_photo, picture_file
from storage.tests.full_disk import files_below, fill, fill_where_files_wait

pytestmark = pytest.mark.django_db
PHOTOS = "/admin/photos/photo"
NEW_PHOTO = {"title": "桃花新村的电梯", "alt_text": "玻璃井道", "credit_kind": "supplied", "credit_name": "沈拾光"}
FULL = "没有空间"


@pytest.fixture
def desk(as_person, reporter):
    cache.clear()
    return as_person(reporter)


@pytest.fixture
def nothing_is_made(settings):
    """Afterwards there is not a row more than before, and no file without one."""
    yield
    rows = [model.objects.count() for model in (Photo, Document, Article, Sheet, FormerPicture, LogEntry)]
    assert rows == [0] * len(rows)
    assert files_below(settings.MEDIA_ROOT) + files_below(settings.PRIVATE_ROOT) == []


@pytest.fixture(params=["where files lie", "where files wait"])
def _full(request, monkeypatch, settings):
    if request.param == "where files lie":
        fill(monkeypatch, after=1)
    else:
        fill_where_files_wait(monkeypatch, settings)


@pytest.mark.usefixtures("_full", "nothing_is_made")
@pytest.mark.parametrize("popup", [{}, {"_popup": "1"}])
def test_a_new_picture(desk, popup):
    answer = desk.post(f"{PHOTOS}/add/", {**NEW_PHOTO, **popup, "file": picture_file()})
    assert answer.status_code == 507
    assert FULL in answer.text
    assert all(typed in answer.text for typed in NEW_PHOTO.values())


@pytest.mark.usefixtures("_full", "nothing_is_made")
def test_pictures_that_a_script_sends_one_by_one(desk):
    answer = desk.post(f"{PHOTOS}/upload/", {"file": picture_file()})
    assert answer.status_code == 507
    assert FULL in answer.json()["problem"]
    assert answer.json()["may_retry"]


@pytest.mark.usefixtures("_full", "nothing_is_made")
def test_a_picture_that_is_dropped_into_a_text(desk):
    answer = desk.post(f"{PHOTOS}/editor-upload/", {"upload": picture_file()})
    assert answer.status_code == 507
    assert FULL in answer.json()["error"]["message"]


@pytest.mark.usefixtures("_full", "nothing_is_made")
def test_many_pictures_without_scripts(desk):
    answer = desk.post(f"{PHOTOS}/upload-many/", {"files": [picture_file(), picture_file()]}, follow=True)
    told = [str(message) for message in answer.context["messages"]]
    assert len(told) == 1
    assert FULL in told[0]


@pytest.mark.usefixtures("nothing_is_made")
@pytest.mark.parametrize("full", [fill, fill_where_files_wait])
def test_a_document(desk, monkeypatch, settings, full):
    full(monkeypatch, *([settings] if full is fill_where_files_wait else []))
    answer = desk.post("/admin/documents/document/add/", {"upload": upload_of(pdf()), "name": "停水时间表"})
    assert answer.status_code == 507
    assert FULL in answer.text
    assert "停水时间表" in answer.text


@pytest.mark.usefixtures("_full", "nothing_is_made")
def test_a_manuscript(desk):
    answer = desk.post("/admin/articles/article/from-word/", {"column": make_column().pk, "files": [signs()]})
    assert answer.status_code == 422
    assert FULL in answer.text


@pytest.mark.usefixtures("nothing_is_made")
def test_a_sheet(desk, monkeypatch, settings):
    fill_where_files_wait(monkeypatch, settings)
    answer = desk.post("/admin/notices/notice/bulk/", {"file": upload(name="表.xlsx")})
    assert answer.status_code == 507
    assert FULL in answer.text


def test_a_picture_that_is_turned_stays_as_it_was(desk, monkeypatch, settings):
    photo = make_photo()
    before = {path.name for path in files_below(settings.MEDIA_ROOT)}
    fill(monkeypatch, after=1)
    answer = desk.post(f"{PHOTOS}/{photo.pk}/reshape/", {"state": photo.stem, "turn": "left"}, follow=True)
    assert FULL in answer.text
    assert {path.name for path in files_below(settings.MEDIA_ROOT)} == before
    assert Photo.objects.get().stem == photo.stem
    assert not FormerPicture.objects.exists()
