"""A large file waits without a name. Where there is no room for it, the rest of the form arrives all the same."""

import os
from io import BytesIO

import pytest
from django.conf import settings as site
from django.core.files.uploadhandler import load_handler
from django.test import RequestFactory

from storage import uploads
from storage.write_faults import CannotStore

LARGE = site.FILE_UPLOAD_MAX_MEMORY_SIZE + 1


def sent(size=LARGE):
    file = BytesIO(b"a" * size)
    file.name = "a.jpg"
    request = RequestFactory().post("/", {"before": "路灯不亮", "file": file, "name": "王女士"})
    request.upload_handlers = [load_handler(path, request) for path in site.FILE_UPLOAD_HANDLERS]
    return request


def test_a_large_file_arrives_whole_and_has_no_name(tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    upload = sent().FILES["file"]
    assert (upload.size, upload.name, len(upload.read())) == (LARGE, "a.jpg", LARGE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("full", ["opened", "written"])
def test_without_room_the_rest_of_the_form_is_there(tmp_path, settings, monkeypatch, full):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "gone"
    if full == "written":
        monkeypatch.setattr(uploads.tempfile, "TemporaryFile", lambda **_options: open("/dev/full", "w+b"))  # noqa: SIM115
    request = sent()
    assert request.POST.dict() == {"before": "路灯不亮", "name": "王女士"}
    upload = request.FILES["file"]
    assert (upload.name, upload.size) == ("a.jpg", LARGE)
    for step in (lambda: upload.read(), lambda: upload.seek(0), lambda: list(upload.chunks())):
        with pytest.raises(CannotStore):
            step()
    request.close()


def test_a_small_file_needs_no_disk(settings):
    settings.FILE_UPLOAD_TEMP_DIR = os.devnull
    assert sent(10).FILES["file"].read() == b"a" * 10
