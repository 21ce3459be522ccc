"""How many bytes the clean JPEG has is known without asking for the file."""

import pytest
from django.core.files.storage import default_storage

from photos.measuring import measure, unmeasured
from photos.models import Photo
from portal.testing import make_photo

pytestmark = pytest.mark.django_db


def test_it_is_noted_when_the_picture_is_taken_in():
    photo = make_photo(1200, 800)
    assert photo.master_bytes == default_storage.size(photo.master_name) > 1000
    assert Photo.objects.get().master_bytes == photo.master_bytes


def test_pictures_from_before_are_measured_and_one_without_its_file_is_left():
    there, gone = make_photo(), make_photo()
    gone.discard_files()
    size = there.master_bytes
    Photo.objects.update(master_bytes=None)
    assert measure(unmeasured()) == 1
    assert Photo.objects.get(pk=there.pk).master_bytes == size > 0
    assert Photo.objects.get(pk=gone.pk).master_bytes is None
