"""Texts, feeds and people keep the address that a picture had before the site moved its files to another host."""

import pytest

from portal.views import media_elsewhere

PICTURE = "/media/photos/0123-960.webp"


@pytest.mark.django_db(databases=[])
def test_an_old_address_leads_to_where_pictures_are_now(rf, settings):
    """The view is asked, since with DEBUG on another one may stand before it."""
    settings.MEDIA_URL = "https://pictures.example/media/"
    response = media_elsewhere(rf.get(PICTURE), "photos/0123-960.webp")
    assert (response.status_code, response["Location"]) == (
        301, "https://pictures.example/media/photos/0123-960.webp",
    )  # fmt: skip
    response = media_elsewhere(rf.get("/media/a%20%0db.webp"), "a \rb.webp")
    assert response["Location"] == "https://pictures.example/media/a%20%0Db.webp"


@pytest.mark.django_db
def test_where_pictures_have_not_moved_there_is_no_other_address(client):
    assert client.get(PICTURE).status_code == 404
