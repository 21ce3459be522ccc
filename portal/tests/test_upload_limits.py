"""How large an upload may be is said in several places, and all of them agree."""

import re

import pytest
from django.conf import settings

from articles.manuscripts import forms as manuscripts
from photos.forms import NewPhotoForm
from photos.intake import ACCEPTED
from portal.testing import make_desk
from questions.forms.asking import AskForm
from questions.forms.following import AddForm
from questions.rules import MOST_PICTURES
from questions.tests.asking import go_on
from storage.uploads import NamelessUploadHandler

MEGABYTE = 2**20
OPERATIONS = (settings.BASE_DIR / "docs/operations.md").read_text()
NGINX = (settings.BASE_DIR / "deploy/nginx/jinlin.conf").read_text()
# Of a form that is full of text, and of the lines between its parts.
ROOM_FOR_TEXT = 1 * MEGABYTE


def megabytes(pattern, text=OPERATIONS):
    return int(re.search(pattern, " ".join(text.split()))[1]) * MEGABYTE


def test_the_documented_proxy_lets_through_what_the_site_takes():
    proxy = megabytes(r"/admin/ \{ client_max_body_size (\d+)m", NGINX)
    assert proxy == megabytes(r"takes no request over (\d+) MB")
    most = max(MOST_PICTURES * settings.CASE_PICTURE_MAX_BYTES, manuscripts.MOST_BYTES)
    assert proxy >= max(settings.PHOTO_MAX_BYTES, settings.DOCUMENT_MAX_BYTES, most) + ROOM_FOR_TEXT
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE >= ROOM_FOR_TEXT


def test_the_manual_says_what_the_settings_say():
    assert megabytes(r"library picture over (\d+) MB") == settings.PHOTO_MAX_BYTES
    assert megabytes(r"citizen's picture and a document over (\d+) MB") == settings.CASE_PICTURE_MAX_BYTES
    assert settings.CASE_PICTURE_MAX_BYTES == settings.DOCUMENT_MAX_BYTES


def test_the_forms_say_what_the_settings_say():
    photo = str(NewPhotoForm.base_fields["file"].help_text)
    assert megabytes(r"不超过(\d+)MB", photo) == settings.PHOTO_MAX_BYTES
    for kind in ("JPEG", "PNG", "WebP"):
        assert f"{kind}最多{settings.PHOTO_MAX_PIXELS[kind] // 10_000}万" in photo
    for form in (AskForm, AddForm):
        citizen = str(form.base_fields["pictures"].help_text)
        assert megabytes(r"不超过(\d+)MB", citizen) == settings.CASE_PICTURE_MAX_BYTES
        assert f"最多{MOST_PICTURES}张" in citizen
    files = str(manuscripts.ManuscriptsForm.base_fields["files"].help_text)
    assert f"最多{manuscripts.MOST_FILES}个" in files
    assert megabytes(r"每个不超过(\d+)MB", files) == settings.DOCUMENT_MAX_BYTES
    assert megabytes(r"合起来不超过(\d+)MB", files) == manuscripts.MOST_BYTES


def test_what_is_large_waits_on_the_disk_and_not_in_memory():
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE <= 4 * MEGABYTE
    assert settings.FILE_UPLOAD_HANDLERS[-1].endswith(NamelessUploadHandler.__name__)


@pytest.mark.django_db
def test_every_form_offers_the_same_kinds_of_picture(client):
    page = go_on(client, make_desk(), "路灯不亮").content.decode()
    assert set(re.findall(r'<input type="file"[^>]*accept="([^"]*)"', page)) == {ACCEPTED}
    assert page.count(f'accept="{ACCEPTED}"') == MOST_PICTURES
    for field in (NewPhotoForm.base_fields["file"], AddForm.base_fields["pictures"]):
        assert field.widget.attrs["accept"] == ACCEPTED
