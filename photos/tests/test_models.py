import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from PIL import Image

from photos import stored
from photos.intake import clean_picture
from photos.models import Photo
from portal.testing import make_article, make_photo, picture_file

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(databases=[])
@pytest.mark.parametrize(
    ("kind", "name", "line"),
    [
        ("photographer", "记者 沈拾光", "记者 沈拾光 摄"),
        ("photographer", "", ""),
        ("supplied", "市供热公司", "市供热公司 供图"),
        ("supplied", "", ""),
        ("archive", "", "资料图片"),
        ("archive", "沈拾光", "资料图片 沈拾光"),
    ],
)
def test_the_credit_is_written_as_the_paper_prints_it(kind, name, line):
    assert Photo(credit_kind=kind, credit_name=name).credit == line


def test_a_picture_is_publishable_with_its_description_and_its_credit():
    complete = make_photo()
    archive = make_photo(credit_kind="archive", credit_name="")
    undescribed = make_photo(alt_text="")
    uncredited = make_photo(credit_name="")
    assert set(Photo.objects.publishable()) == {complete, archive}
    assert set(Photo.objects.undescribed()) == {undescribed}
    assert set(Photo.objects.uncredited()) == {uncredited}
    for photo in Photo.objects.all():
        assert photo.is_publishable == (photo in {complete, archive})


@pytest.mark.parametrize(
    ("width", "renditions", "middle"),
    [
        (1, [1], 1),
        (480, [480], 480),
        (500, [480, 500], 500),
        (1600, [480, 960, 1600], 960),
        (2000, [480, 960, 1600], 960),
    ],
)
def test_renditions_are_never_wider_than_the_picture(width, renditions, middle):
    photo = make_photo(width, 3)
    assert photo.rendition_widths == renditions
    assert photo.url.endswith(f"-{middle}.webp")
    for rendition in renditions:
        with default_storage.open(f"photos/{photo.stem}-{rendition}.webp") as stored, Image.open(stored) as picture:
            assert picture.width == rendition


def test_files_have_random_names():
    one, other = make_photo(), make_photo()
    assert one.digest == other.digest
    assert one.stem != other.stem
    assert len(one.stem) == 24


@pytest.mark.django_db(databases=[])
def test_when_a_file_cannot_be_written_none_is_left_behind(monkeypatch):
    encode, written = stored.encode, []

    def encode_twice(*args, **kwargs):
        if len(written) == 2:
            raise OSError("the disk is full")
        written.append(args)
        return encode(*args, **kwargs)

    monkeypatch.setattr(stored, "encode", encode_twice)
    photo = Photo(title="街景")
    with pytest.raises(OSError, match="full"):
        photo.take_in(clean_picture(picture_file(2000, 100)))
    assert not any(default_storage.exists(name) for name in photo.file_names)


def test_the_files_go_with_the_row(django_capture_on_commit_callbacks):
    photo, *others = make_photo(), make_photo(), make_photo()
    names = photo.file_names
    with django_capture_on_commit_callbacks(execute=True):
        photo.delete()
    assert not any(default_storage.exists(name) for name in names)
    names = [name for other in others for name in other.file_names]
    assert all(default_storage.exists(name) for name in names)
    with django_capture_on_commit_callbacks(execute=True):
        Photo.objects.all().delete()
    assert not any(default_storage.exists(name) for name in names)


@pytest.mark.django_db(transaction=True)
def test_the_files_stay_when_the_deletion_is_undone():
    photo = make_photo()
    with transaction.atomic():
        photo.delete()
        transaction.set_rollback(True)
    assert Photo.objects.get().file_names
    assert all(default_storage.exists(name) for name in Photo.objects.get().file_names)


def test_a_picture_in_use_is_not_deleted():
    leading, in_text = make_photo(), make_photo()
    make_article(lead_photo=leading, body=f'<p><img src="{in_text.url}"></p>')
    for photo in (leading, in_text):
        with pytest.raises(ProtectedError):
            photo.delete()
        assert default_storage.exists(photo.file_names[0])


def test_a_picture_has_a_size():
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.create(title="空", stem="0" * 24, width=0, height=1)
