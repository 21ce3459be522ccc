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

from photos.intake import clean_picture
from photos.measures import LONGEST_SIDE
from portal.testing import picture_file


def refusal(data, naming=""):
    with pytest.raises(ValidationError) as caught:
        clean_picture(BytesIO(data) if isinstance(data, bytes) else data)
    (sentence,) = caught.value.messages
    assert re.search(r"[\u4e00-\u9fff].*。$", sentence), sentence
    assert naming in sentence
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


def of_iso(brand, *compatible):
    """The head of a file of the family of MP4, to which HEIC and AVIF belong too."""
    brands = b"".join((brand, bytes(4), *compatible))
    return struct.pack(">I", 8 + len(brands)) + b"ftyp" + brands + bytes(64)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        *((saved(file_format), file_format) for file_format in ("GIF", "TIFF", "BMP", "AVIF", "ICO")),
        (saved("JPEG2000"), "JPEG 2000"),
        (of_iso(b"mif1", b"mif1", b"avif"), "AVIF"),
        (of_iso(b"crx ", b"isom"), "RAW"),
        (b"MM\0*" + bytes(60), "TIFF"),
        (b"8BPS\0\1" + bytes(60), "PSD"),
        (b"\xff\x0a" + bytes(60), "JPEG XL"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "SVG"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<svg></svg>', "SVG"),
    ],
)
def test_a_picture_of_another_kind_is_refused_by_the_name_of_what_it_is(data, name):
    assert refusal(data, naming=name) == "not_taken"


@pytest.mark.parametrize("brand", [b"heic", b"mif1", b"hevc"])
def test_whoever_brings_heic_is_told_how_to_get_a_jpeg(brand, monkeypatch):
    monkeypatch.setattr("photos.heic.pillow_heif", None)
    assert refusal(of_iso(brand, b"mif1", b"heic"), naming="兼容性最佳") == "not_taken"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script>", "网页"),
        (b"\xef\xbb\xbf\n<HTML>", "网页"),
        ("一段文字，改了扩展名".encode(), "文本"),
        (("字" * 1000).encode(), "文本"),
        (b"%PDF-1.7\n", "PDF"),
        (of_iso(b"isom", b"mp42"), "视频"),
        (b"PK\3\4" + bytes(60), "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), "Word"),
        (b"Rar!\x1a\x07\1\0", "压缩"),
        (b"\x00" * 1000, "认不出"),
        (b"\xff\xd8", "认不出"),
        (b"RIFF\x24\0\0\0WAVE", "认不出"),
        (b"\n" + saved("JPEG"), "认不出"),  # no browser shows it either
    ],
)
def test_what_is_no_picture_is_refused_by_the_name_of_what_it_is_whatever_it_is_called(data, name):
    upload = BytesIO(data)
    upload.name = "street.jpg"
    assert refusal(upload, naming=name) == "not_a_picture"


def test_an_empty_file_is_said_to_be_empty():
    assert refusal(b"", naming="空的") == "empty"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(60), "JPEG"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"RIFF\4\0\0\0WEBP", "WebP"),
        (saved("JPEG").replace(b"\xff\xc0\0\x11\x08", b"\xff\xc0\0\x11\x0c"), "JPEG"),  # 12 bits
    ],
)
def test_what_is_too_damaged_to_be_read_is_said_to_be_so(data, kind):
    assert refusal(data, naming=kind) == "damaged"


def test_a_small_file_that_claims_a_huge_picture_is_refused_before_it_is_decoded(monkeypatch):
    monkeypatch.setattr(Image.Image, "load", lambda image: pytest.fail("decoded"))
    for width, height in [(30_000, 30_000), (10_000, 10_000), (6_000, 4_200)]:
        data = png_claiming(width, height)
        assert len(data) < 1_000
        assert refusal(data) == "too_many_pixels"


def test_a_picture_of_just_the_most_pixels_is_not_refused_for_its_size():
    assert refusal(png_claiming(6_250, 4_000)) == "cut_off"


def test_a_strip_longer_than_webp_can_hold_is_refused():
    assert refusal(png_claiming(LONGEST_SIDE + 1, 2)) == "too_long"
    assert clean_picture(picture_file(2, LONGEST_SIDE, "PNG")).image.height == LONGEST_SIDE


def test_a_file_that_is_too_large_is_refused_before_it_is_read():
    class Unread(BytesIO):
        def read(self, *args):
            pytest.fail("read")

        readinto = getbuffer = read

    assert refusal(Unread(bytes(50 * 1024 * 1024))) == "too_large"


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


@pytest.mark.parametrize(
    ("file_format", "progressive", "left"),
    [("JPEG", False, 0.5), ("JPEG", False, 0.9), ("JPEG", True, 0.5), ("PNG", False, 0.9), ("WEBP", False, 0.9)],
)
def test_a_picture_that_was_cut_off_is_refused(file_format, progressive, left):
    noise = Image.effect_noise((200, 200), 80)
    upload = BytesIO()
    noise.convert("RGB").save(upload, file_format, progressive=progressive)
    data = upload.getvalue()
    assert refusal(data[: int(len(data) * left)], naming="不完整") == "cut_off"


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
