"""A private file is sent by the site, or by nginx where the site has a name for it there."""

import stat

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.http import Http404

from storage.handing_out import hand_out


@pytest.fixture
def name():
    return storages["private"].save("documents/a b.pdf", ContentFile(b"paper"))


def test_the_site_sends_the_file_itself(name):
    response = hand_out(storages["private"], name, content_type="application/pdf", saved_as="通知.pdf")
    assert b"".join(response.streaming_content) == b"paper"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E9%80%9A%E7%9F%A5.pdf"
    assert not response.has_header("X-Accel-Redirect")


def test_nginx_is_told_which_file_and_as_what_and_gets_no_content(name, settings):
    settings.ACCEL_REDIRECT = "/private-files/"
    response = hand_out(storages["private"], name, content_type="application/pdf", saved_as="通知.pdf")
    assert response["X-Accel-Redirect"] == "/private-files/documents/a%20b.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == "attachment; filename*=utf-8''%E9%80%9A%E7%9F%A5.pdf"
    assert b"".join(response.streaming_content) == b""
    assert not response.has_header("Content-Length")
    assert response["Content-Security-Policy"].startswith("sandbox")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", ["", "/private-files/"])
def test_a_file_that_is_gone_is_not_found(name, settings, address):
    settings.ACCEL_REDIRECT = address
    storages["private"].delete(name)
    with pytest.raises(Http404):
        hand_out(storages["private"], name, content_type="application/pdf")


def test_what_does_not_lie_on_disk_is_never_left_to_nginx(settings):
    settings.ACCEL_REDIRECT = "/private-files/"
    settings.STORAGES = {**settings.STORAGES, "private": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    name = storages["private"].save("a.jpg", ContentFile(b"picture"))
    response = hand_out(storages["private"], name, content_type="image/jpeg")
    assert b"".join(response.streaming_content) == b"picture"
    assert not response.has_header("X-Accel-Redirect")


def test_the_group_of_the_site_reads_what_nginx_shall_send(settings):
    settings.ACCEL_REDIRECT = "/private-files/"
    storages["private"].save("cases/a.jpg", ContentFile(b"picture"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in settings.PRIVATE_ROOT.rglob("*")}
    assert modes == {"cases": 0o750, "a.jpg": 0o640}
    assert stat.S_IMODE(settings.PRIVATE_ROOT.stat().st_mode) == 0o750
