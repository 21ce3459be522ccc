"""Texts, feeds and people keep the address that a picture had before the site moved its files to another host."""

import pytest

PICTURE = "/media/photos/0123-960.webp"


@pytest.mark.django_db(databases=[])
def test_an_old_address_leads_to_where_pictures_are_now(client, settings):
    settings.MEDIA_URL = "https://pictures.example/media/"
    response = client.get(PICTURE)
    assert (response.status_code, response["Location"]) == (
        301, "https://pictures.example/media/photos/0123-960.webp",
    )  # fmt: skip
    assert client.get("/media/a%20%0db.webp")["Location"] == "https://pictures.example/media/a%20%0Db.webp"
    assert not response.cookies


@pytest.mark.django_db
def test_where_pictures_have_not_moved_there_is_no_other_address(client):
    assert client.get(PICTURE).status_code == 404
