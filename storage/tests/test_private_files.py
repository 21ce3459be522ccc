"""What no web server may hand out has no address, and can be read by the site's account alone."""

import stat

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages

from portal import settings as site


def test_a_private_file_has_no_address():
    name = storages["private"].save("a.jpg", ContentFile(b"picture"))
    with pytest.raises(ValueError, match="not accessible via a URL"):
        storages["private"].url(name)


def test_a_private_file_is_readable_by_the_sites_account_alone(settings):
    storages["private"].save("2026/10/a.jpg", ContentFile(b"picture"))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in settings.PRIVATE_ROOT.rglob("*")}
    assert modes == {"2026": 0o700, "10": 0o700, "a.jpg": 0o600}
    assert stat.S_IMODE(settings.PRIVATE_ROOT.stat().st_mode) == 0o700


def test_private_and_public_files_lie_apart(settings):
    storages["private"].save("a.jpg", ContentFile(b"private"))
    default_storage.save("a.jpg", ContentFile(b"public"))
    assert (settings.PRIVATE_ROOT / "a.jpg").read_bytes() == b"private"
    assert (settings.MEDIA_ROOT / "a.jpg").read_bytes() == b"public"
    assert not site.PRIVATE_ROOT.is_relative_to(site.MEDIA_ROOT)
    assert not site.PRIVATE_ROOT.is_relative_to(site.STATIC_ROOT)


def test_a_storage_that_was_made_before_follows_the_folder(settings, tmp_path):
    kept = storages["private"]
    settings.PRIVATE_ROOT = tmp_path / "elsewhere"
    kept.save("a.jpg", ContentFile(b"picture"))
    assert (tmp_path / "elsewhere/a.jpg").exists()


def test_a_name_cannot_leave_the_private_folder():
    with pytest.raises(SuspiciousFileOperation):
        storages["private"].open("../media/a.jpg")
