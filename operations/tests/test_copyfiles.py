"""An existing site moves its files into S3, and back, compared by digest."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command

from storage.tests.bucket import Buckets, keep_in
from storage.tests.full_disk import files_below

FILES = {"default": {"photos/a.webp": b"1", "photos/b.jpg": b"2"}, "private": {"cases/a-small.jpg": b"3"}}


@pytest.fixture(scope="module")
def buckets():
    made = Buckets()
    yield made
    made.server.stop()


@pytest.fixture
def on_disk(settings):
    """Files as they lie on the disk of a site that then takes buckets."""
    for name, files in FILES.items():
        for file, content in files.items():
            storages[name].save(file, ContentFile(content))


def in_storages():
    return {
        name: {one.name: storages[name].open(one.name).read() for one in storages[name].walk()} for name in FILES
    }  # fmt: skip


@pytest.mark.usefixtures("on_disk")
def test_all_go_there_once_and_come_back(buckets, settings, capsys, tmp_path):
    buckets.anew()
    keep_in(settings, buckets.public, buckets.private)
    call_command("copyfiles", "--dry-run")
    assert in_storages() == {"default": {}, "private": {}}
    call_command("copyfiles")
    assert in_storages() == FILES
    assert buckets.head("photos/a.webp")["ContentType"] == "image/webp"
    capsys.readouterr()
    call_command("copyfiles")
    assert "default：复制0个，两边内容一致2个" in capsys.readouterr().out
    settings.MEDIA_ROOT, settings.PRIVATE_ROOT = tmp_path / "media", tmp_path / "private"
    call_command("copyfiles", "--to-disk")
    assert {path.read_bytes() for path in files_below(tmp_path)} == {b"1", b"2", b"3"}


@pytest.mark.usefixtures("on_disk")
def test_what_differs_is_named_and_left(buckets, settings, capsys):
    buckets.anew()
    keep_in(settings, buckets.public, buckets.private)
    default_storage.save("photos/a.webp", ContentFile(b"another"))
    with pytest.raises(CommandError):
        call_command("copyfiles")
    assert "default/photos/a.webp" in capsys.readouterr().err
    assert default_storage.open("photos/a.webp").read() == b"another"
    assert storages["private"].exists("cases/a-small.jpg")


def test_without_a_bucket_there_is_nothing_to_copy():
    with pytest.raises(CommandError, match="MEDIA_STORAGE"):
        call_command("copyfiles")
