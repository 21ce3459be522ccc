"""What other programs show is taken, even if its file is not quite as it should be."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageChops, ImageCms, ImageFile, ImageStat, PngImagePlugin

from photos.intake import clean_picture
from photos.png_chunks import LARGEST_PROFILE

NOISE = Image.effect_noise((120, 88), 60).convert("RGB")
RED = (200, 30, 30)


def saved(file_format, picture=NOISE, **options):
    upload = BytesIO()
    picture.save(upload, file_format, **options)
    return upload.getvalue()


def png_with(kind, data, picture=NOISE, checksum=None):
    """A PNG that has a chunk more, before its pixels; its checksum is wrong where `checksum` is given."""
    png = saved("PNG", picture)
    pixels = png.index(b"IDAT") - 4
    checksum = zlib.crc32(kind + data) if checksum is None else checksum
    return png[:pixels] + struct.pack(">I", len(data)) + kind + data + struct.pack(">I", checksum) + png[pixels:]


def profile(size):
    """A chunk's data with a colour profile that unpacks to `size` bytes: sRGB with red and green exchanged."""
    srgb = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = srgb.index(b"rXYZ"), srgb.index(b"gXYZ")
    srgb[red : red + 4], srgb[green : green + 4] = b"gXYZ", b"rXYZ"
    srgb[:4] = struct.pack(">I", size)
    return b"icc\0\0" + zlib.compress(bytes(srgb).ljust(size, b"\0"))


def near(colour, other, tolerance=6):
    return all(abs(one - two) <= tolerance for one, two in zip(colour, other, strict=True))


@pytest.mark.parametrize(
    "data",
    [
        *(
            png_with(kind, b"x" * 7, checksum=0)
            for kind in (b"tIME", b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"iCCP", b"gAMA")
        ),
        png_with(b"tEXt", b"Comment\0" + b"x" * (PngImagePlugin.MAX_TEXT_CHUNK + 1)),
        png_with(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(PngImagePlugin.MAX_TEXT_CHUNK + 1))),
        png_with(b"acTL", struct.pack(">II", 1, 0)),
        png_with(b"tIME", b""),
        saved("PNG")[:-12],
        saved("PNG")[:-20],
        saved("PNG") + b"after the end",
        saved("JPEG") + b"after the end" * 99,
        *(saved("JPEG", progressive=progressive)[:-less] for progressive in (False, True) for less in (1, 2, 12)),
        saved("JPEG", NOISE.convert("L"))[:-2],
        saved("WEBP") + b"after the end",
        saved("WEBP")[:-1],
    ],
)
def test_a_fault_beside_the_pixels_keeps_no_picture_out(data):
    picture = clean_picture(BytesIO(data)).image
    assert picture.size == NOISE.size
    middle = (40, 30, 80, 60)
    assert max(ImageStat.Stat(ImageChops.difference(picture.crop(middle), NOISE.crop(middle))).mean) < 20


def test_only_the_one_file_is_read_beyond_its_end():
    clean_picture(BytesIO(saved("JPEG")[:-2]))
    assert not ImageFile.LOAD_TRUNCATED_IMAGES
    with pytest.raises(OSError, match="truncated"):
        Image.open(BytesIO(saved("JPEG")[:-2])).load()


def test_a_profile_for_print_is_used_however_large_and_left_out_where_it_unpacks_without_end():
    picture = Image.new("RGB", (16, 16), (250, 0, 0))
    for size, seen in [(PngImagePlugin.MAX_TEXT_CHUNK + 1, (0, 250, 0)), (LARGEST_PROFILE + 1, (250, 0, 0))]:
        data = png_with(b"iCCP", profile(size), picture)
        assert len(data) < 10_000
        assert near(clean_picture(BytesIO(data)).image.getpixel((8, 8)), seen)


def test_a_png_is_turned_as_its_exif_says():
    exif = Image.Exif()
    exif[0x0112] = 6
    assert clean_picture(BytesIO(saved("PNG", exif=exif.tobytes()))).image.size == NOISE.size[::-1]


@pytest.mark.parametrize("adobe", [True, False])
def test_colours_for_print_are_not_inverted(adobe):
    # Pillow writes them as Adobe does, inverted and marked; a viewer takes unmarked ones for inverted too.
    data = saved("JPEG", Image.new("CMYK", (16, 16), (0, 255, 255, 0)), quality=95)
    marker = data.index(b"Adobe") - 4
    if not adobe:
        data = data[:marker] + data[marker + 16 :]
    assert near(clean_picture(BytesIO(data)).image.getpixel((8, 8)), (255, 0, 0))


def test_sixteen_bits_of_three_colours_are_scaled():
    rows = b"".join(b"\0" + struct.pack(">HHH", 0x8000, 0xFFFF, 0) * 4 for _row in range(4))
    header = struct.pack(">IIBBBBB", 4, 4, 16, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in chunks
    )
    assert near(clean_picture(BytesIO(data)).image.getpixel((1, 1)), (128, 255, 0), 1)
