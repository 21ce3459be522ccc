"""HEIC is taken where what reads it is installed, within the same bounds as other pictures."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from PIL import Image

from photos import heic
from photos.intake import clean_picture
from photos.tests.test_intake_refusals import of_iso, refusal

HEAD = of_iso(b"heic", b"mif1", b"heic")


class Read:
    """What pillow-heif gives of a file: two pictures, of which the second is the one that is shown."""

    primary_index = 1

    def __init__(self, size):
        self.size = size

    def __getitem__(self, number):
        colour = ["blue", "red"][number]
        return SimpleNamespace(size=self.size, to_pillow=lambda: Image.new("RGB", self.size, colour))


def installed(monkeypatch, size):
    monkeypatch.setattr(heic, "pillow_heif", SimpleNamespace(open_heif=lambda file: Read(size)))


def test_the_picture_that_a_telephone_shows_is_taken(monkeypatch):
    installed(monkeypatch, (40, 30))
    picture = clean_picture(BytesIO(HEAD)).image
    assert (picture.size, picture.getpixel((9, 9))) == ((40, 30), (255, 0, 0))


def test_heic_of_too_many_pixels_is_shown_the_way_to_jpeg(monkeypatch):
    installed(monkeypatch, (8064, 6048))
    assert refusal(HEAD, naming="HEIC最多收2500万像素。请另存为JPEG") == "too_many_pixels"


def test_what_a_telephone_has_written_is_read_upright():
    pillow_heif = pytest.importorskip("pillow_heif", reason="requirements-heic.txt is not installed")
    exif = Image.Exif()
    exif[0x0112] = 6
    upload = BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 32), "red")).save(upload, exif=exif.tobytes())
    picture = clean_picture(upload).image
    assert picture.size == (32, 64)
    assert not picture.info
    assert refusal(upload.getvalue()[: len(upload.getvalue()) // 2]) in {"damaged", "cut_off"}
