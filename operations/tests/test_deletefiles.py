"""Files that belong to nothing go after a day. What is needed by a row stays, whatever the row calls it."""

import os
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.utils import timezone

from documents.tests.documents import make_document
from documents.tests.files import pdf
from photos import reshaping
from photos.intake import clean_picture
from photos.models import Photo
from portal.testing import make_case, make_photo, picture_file
from questions.unsent import UnsentPictures
from storage.owned_files import FEW, FEWEST, FOLDERS
from storage.tests.full_disk import files_below
from storage.walking import UNFINISHED

pytestmark = pytest.mark.django_db


def all_files(settings):
    return set(files_below(settings.MEDIA_ROOT) + files_below(settings.PRIVATE_ROOT))


def grow_older(settings, hours=25):
    moment = (timezone.now() - timedelta(hours=hours)).timestamp()
    for file in all_files(settings):
        os.utime(file, (moment, moment))


def test_what_a_row_needs_stays_its_former_states_too(settings, reporter):
    photo = make_photo(width=600, height=400)
    reshaping.turn(photo, reporter, 1)
    reshaping.turn(photo, reporter, 1)
    make_document(pdf(), reporter)
    make_case(pictures=[clean_picture(picture_file())])
    there = all_files(settings)
    assert len(there) > 9
    grow_older(settings)
    call_command("deletefiles")
    assert all_files(settings) == there


def test_what_broke_off_goes_after_a_day(settings, capsys, reporter):
    left = Photo()
    left.take_in(clean_picture(picture_file()))  # and here its process was killed
    storages["private"].save(f"documents/{'0' * 24}.pdf", ContentFile(b"a"))
    storages["private"].save(f"cases/{'0' * 24}-small.jpg", ContentFile(b"a"))
    UnsentPictures("a" * 32).keep([clean_picture(picture_file())])
    (settings.MEDIA_ROOT / "photos" / f"{UNFINISHED}1").write_bytes(b"a")
    (settings.MEDIA_ROOT / f"{UNFINISHED}2").write_bytes(b"a")
    there = all_files(settings)
    grow_older(settings, 23)
    call_command("deletefiles")
    assert all_files(settings) == there
    grow_older(settings)
    call_command("deletefiles", "--dry-run")
    assert f"不属于任何内容的：{len(there)}" in capsys.readouterr().out
    assert all_files(settings) == there
    call_command("deletefiles")
    assert all_files(settings) == set()


def test_files_of_which_no_room_says_anything_are_left_alone(settings):
    default_storage.save("handmade/logo.svg", ContentFile(b"a"))
    grow_older(settings)
    call_command("deletefiles")
    assert default_storage.exists("handmade/logo.svg")


def test_beside_a_wrong_or_empty_database_nothing_is_deleted(settings, capsys):
    make_photo()
    for number in range(FEW + 1):
        default_storage.save(f"photos/{number:024}.jpg", ContentFile(b"a"))
    UnsentPictures("a" * 32).keep([clean_picture(picture_file())])
    grow_older(settings)
    with pytest.raises(CommandError, match="这是不是正确的数据库"):
        call_command("deletefiles")
    assert "default/photos" in capsys.readouterr().err
    assert len(files_below(settings.MEDIA_ROOT)) == FEW + 1 + len(Photo.objects.get().files)
    assert files_below(settings.PRIVATE_ROOT) == []  # what only waited is no question
    call_command("deletefiles", "--all")
    assert len(files_below(settings.MEDIA_ROOT)) == len(Photo.objects.get().files)


def test_nor_is_it_where_few_files_are_all_that_there_is(settings):
    for number in range(FEWEST + 1):
        default_storage.save(f"photos/{number:024}.jpg", ContentFile(b"a"))
    grow_older(settings)
    with pytest.raises(CommandError, match="这是不是正确的数据库"):
        call_command("deletefiles")
    assert len(files_below(settings.MEDIA_ROOT)) == FEWEST + 1


@pytest.mark.django_db(databases=[])
def test_each_folder_is_spoken_for():
    assert {folder for _storage, folder in FOLDERS} == {"photos", "documents", "cases", "unsent", "probes"}
