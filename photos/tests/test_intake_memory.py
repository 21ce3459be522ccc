"""How large a picture may be, and that no picture fills the memory of the machine."""

import subprocess
import sys
from io import BytesIO

import pytest
from django.conf import settings
from PIL import Image, ImageFile

from photos.decoding import MOST_DECODED, scale_to_read
from photos.intake import MASTER_WIDTH, clean_picture
from photos.tests.test_intake_refusals import refusal

# `getrusage` would tell of the process that began this one, too. With all rooms Django has 125 MB more, which
# `bench/pictures.py` measures.
MEASURED = """
import sys
from django.conf import settings
settings.configure(PHOTO_MAX_BYTES=50_000_000, PHOTO_MAX_PIXELS={"JPEG": 60_000_000})
from photos.intake import clean_picture, encode
with open(sys.argv[1], "rb") as upload:
    image = clean_picture(upload).image
encode(image, image.width, "JPEG", 90)
with open("/proc/self/status") as status:
    most = next(line.split()[1] for line in status if line.startswith("VmHWM"))
print(*image.size, int(most) // 1024)
"""


class Header:
    """What is known of a picture before it is decoded."""

    def __init__(self, width, height, orientation=1):
        self.size, self.width, self.height, self.orientation = (width, height), width, height, orientation

    def getexif(self):
        return {0x0112: self.orientation}


def progressive(size, subsampling):
    """The head of a progressive JPEG that says it is of `size`."""
    upload = BytesIO()
    Image.new("RGB", (16, 16)).save(upload, "JPEG", progressive=True, subsampling=subsampling)
    data = bytearray(upload.getvalue())
    frame = data.index(b"\xff\xc2") + 5
    data[frame : frame + 4] = size[1].to_bytes(2, "big") + size[0].to_bytes(2, "big")
    return bytes(data)


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone tells it by /proc")
def test_a_picture_of_sixty_million_pixels_takes_little_memory(tmp_path):
    path = tmp_path / "large.jpg"
    Image.new("L", (9488, 6320), 120).save(path, "JPEG", progressive=True)
    run = [sys.executable, "-W", "ignore", "-c", MEASURED, path]
    measured = subprocess.run(run, capture_output=True, text=True, check=True, cwd=settings.BASE_DIR)  # noqa: S603
    width, height, megabytes = map(int, measured.stdout.split())
    assert (width, height) == (MASTER_WIDTH, 2132)
    assert megabytes < 250


@pytest.mark.parametrize("orientation", [1, 6])
@pytest.mark.parametrize("width", [480, 1600, MASTER_WIDTH])
def test_a_jpeg_is_decoded_smaller_where_it_is_large_and_stays_wide_enough(width, orientation):
    for size in [
        (9504, 6312),
        (6312, 9504),
        (7008, 4672),
        (6000, 4000),
        (5712, 4284),
        (1600, 15600),
        (700, 500),
        (1, 1),
    ]:
        scale = scale_to_read(Header(*size, orientation), width)
        upright = size[orientation == 6]
        assert size[0] * size[1] <= MOST_DECODED * scale**2
        assert scale == 1 or upright / scale >= width or size[0] * size[1] > MOST_DECODED * (scale / 2) ** 2


@pytest.mark.parametrize(("size", "subsampling"), [((9504, 6312), 0), ((7800, 4000), 0)])
def test_a_progressive_jpeg_that_would_fill_the_memory_is_refused_with_a_way_out(size, subsampling, monkeypatch):
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda image: pytest.fail("decoded"))
    assert refusal(progressive(size, subsampling), naming="渐进式") == "too_many_pixels"


def test_what_a_camera_for_the_press_makes_is_taken(monkeypatch):
    upload = BytesIO()
    Image.new("L", (7008, 4672), 120).save(upload, "JPEG")
    assert clean_picture(upload).image.size == (MASTER_WIDTH, 2133)


def test_a_jpeg_of_too_many_pixels_is_refused_and_another_kind_is_shown_the_way_to_jpeg():
    assert refusal(progressive((10_000, 6_100), 2), naming="最多收6000万像素") == "too_many_pixels"
    png = BytesIO()
    Image.new("1", (6251, 4000)).save(png, "PNG")
    assert refusal(png.getvalue(), naming="JPEG最多收6000万像素") == "too_many_pixels"
