"""A citizen's pictures are seen by that citizen, and by nobody who merely knows or guesses an address."""

import pytest
from django.core.files.storage import storages

from photos.intake import clean_picture
from portal.testing import picture_file
from questions.stages import assigning, joining
from questions.tests.following import PROGRESS, follow, page_of, receive

pytestmark = pytest.mark.django_db


def receive_pictured(colour):
    case, code = receive(pictures=[clean_picture(picture_file(800, 600, colour=colour))])
    return case.pictures.get(), code


def address(picture, size=""):
    return f"{PROGRESS}pictures/{picture.pk}/{size}"


def test_the_holder_of_the_code_sees_it_in_two_sizes(client):
    picture, code = receive_pictured((1, 2, 3))
    assert address(picture, "?size=small") in page_of(follow(client, code))
    sizes = []
    for size in ("", "?size=small"):
        response = client.get(address(picture, size))
        assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
        assert "no-store" in response["Cache-Control"]
        assert response["X-Content-Type-Options"] == "nosniff"
        sizes.append(len(b"".join(response)))
    assert sizes[0] > sizes[1]


def test_somebody_elses_picture_is_not_found(client, cast, as_person):
    theirs, _code = receive_pictured((1, 2, 3))
    _mine, code = receive_pictured((3, 2, 1))
    for person in cast.values():
        as_person(person)
        assert client.get(address(theirs)).status_code == 404
        assert follow(client, code).get(address(theirs)).status_code == 404


def test_who_asked_the_same_does_not_see_the_others_pictures(client, reporter):
    theirs, _code = receive_pictured((1, 2, 3))
    mine, code = receive_pictured((3, 2, 1))
    mine.case.desk.members.add(reporter)
    assigning.claim(mine.case, reporter)
    joining.join(mine.case, reporter, theirs.case)
    assert follow(client, code).get(address(theirs)).status_code == 404
    assert client.get(address(mine)).status_code == 200


@pytest.mark.parametrize("size", ["?size=huge", "?size=../../x"])
def test_there_are_no_other_sizes(client, size):
    picture, code = receive_pictured((1, 2, 3))
    assert follow(client, code).get(address(picture, size)).status_code == 404


def test_the_files_have_no_address_of_their_own(client, settings):
    picture, _code = receive_pictured((1, 2, 3))
    settings.DEBUG = True
    assert storages["private"].exists(picture.file_name("large"))
    assert client.get(f"/media/{picture.file_name('large')}").status_code == 404
