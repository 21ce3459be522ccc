"""What the door turns away, and that it says so in a Chinese sentence."""

import re
import struct
import zlib
from contextlib import suppress
from io import BytesIO
from random import Random
from warnings import catch_warnings

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from photos.intake import LONGEST_SIDE, clean_picture
from portal.testing import picture_file


def refusal(data):
    with pytest.raises(ValidationError) as caught:
        clean_picture(BytesIO(data) if isinstance(data, bytes) else data)
    (sentence,) = caught.value.messages
    assert re.search(r"[\u4e00-\u9fff].*。$", sentence), sentence
    return caught.value.code


def saved(file_format, **options):
    upload = BytesIO()
    Image.new("RGB", (16, 16), (120, 90, 60)).save(upload, file_format, **options)
    return upload.getvalue()


def png_claiming(width, height):
    """A PNG of a few bytes that says it is `width` by `height` pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(bytes(100_000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize("file_format", ["GIF", "TIFF", "BMP", "AVIF", "PDF", "ICO", "PPM", "EPS"])
def test_other_picture_formats_are_refused(file_format):
    assert refusal(saved(file_format)) == "not_a_picture"


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!DOCTYPE html><script>alert(1)</script>",
        "一段文字，改了扩展名".encode(),
        b"\x00" * 1000,
        b"\xff\xd8",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\x00\x00\x00\x00WEBP",
    ],
)
def test_what_is_no_picture_is_refused_whatever_it_is_called(data):
    upload = BytesIO(data)
    upload.name = "street.jpg"
    assert refusal(upload) == "not_a_picture"


def test_a_small_file_that_claims_a_huge_picture_is_refused_before_it_is_decoded(monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("decoded"))
    for width, height in [(30_000, 30_000), (10_000, 10_000), (6_000, 4_001)]:
        data = png_claiming(width, height)
        assert len(data) < 1_000
        assert refusal(data) == "too_many_pixels"


def test_a_picture_of_just_the_most_pixels_is_not_refused_for_its_size():
    assert refusal(png_claiming(6_000, 4_000)) == "damaged"


def test_a_strip_longer_than_webp_can_hold_is_refused():
    assert refusal(png_claiming(LONGEST_SIDE + 1, 2)) == "too_long"
    assert clean_picture(picture_file(LONGEST_SIDE, 2, "PNG")).image.width == LONGEST_SIDE


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    class Unread(BytesIO):
        def read(self, *args):
            pytest.fail("read")

        readinto = getbuffer = read

    assert refusal(Unread(bytes(30 * 1024 * 1024))) == "too_large"


def test_a_file_of_just_the_most_bytes_is_not_refused_for_its_size(settings):
    data = saved("PNG")
    settings.PHOTO_MAX_BYTES = len(data)
    clean_picture(BytesIO(data))
    settings.PHOTO_MAX_BYTES = len(data) - 1
    assert refusal(data) == "too_large"


@pytest.mark.parametrize("file_format", ["PNG", "WEBP"])
def test_an_animation_is_refused(file_format):
    second = Image.new("RGB", (16, 16), (10, 200, 10))
    data = saved(file_format, save_all=True, append_images=[second], duration=100)
    assert refusal(data) == "animated"


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_was_cut_off_is_refused(file_format):
    noise = Image.effect_noise((200, 200), 80)
    upload = BytesIO()
    noise.convert("RGB").save(upload, file_format)
    assert refusal(upload.getvalue()[: len(upload.getvalue()) // 2]) in {"damaged", "not_a_picture"}


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_a_picture_with_wrong_bytes_is_let_in_or_refused_and_nothing_else_happens(file_format):
    sound = saved(file_format, exif=exif_with_position())
    chance = Random(file_format)
    for _attempt in range(150):
        content = bytearray(sound)
        for _byte in range(chance.randint(1, 8)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        with suppress(ValidationError), catch_warnings(action="ignore", category=UserWarning):
            assert clean_picture(BytesIO(bytes(content))).image.mode == "RGB"


def exif_with_position():
    exif = Image.Exif()
    exif.get_ifd(0x8825)[2] = (31.0, 12.0, 30.0)
    exif[0x0112] = 6
    return exif.tobytes()
