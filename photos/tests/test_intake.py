"""What the door lets in: upright, in true colours, with nothing of the file but its pixels."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from PIL import Image, ImageCms, ImageDraw

from photos.intake import clean_picture, digest_of
from photos.models import Photo
from portal.testing import picture_file

GREY, WHITE = (128, 128, 128), (255, 255, 255)


def cleaned(picture, file_format, **options):
    upload = BytesIO()
    picture.save(upload, file_format, **options)
    return clean_picture(upload).image


def near(colour, other, tolerance=3):
    return all(abs(one - two) <= tolerance for one, two in zip(colour, other, strict=True))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_turned_as_the_telephone_was_held(orientation):
    upright = Image.new("RGB", (80, 40), "white")
    ImageDraw.Draw(upright).rectangle((0, 0, 39, 19), "black")  # the upper left quarter
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Image.Transpose that puts it as the sensor saw it
    stored = upright.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture = cleaned(stored, "JPEG", exif=exif.tobytes(), quality=95)
    assert picture.size == (80, 40)
    assert [near(picture.getpixel(at), (0, 0, 0), 20) for at in [(10, 5), (70, 5), (10, 35)]] == [True, False, False]


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "WEBP"])
def test_position_comment_profile_and_xmp_stay_outside(file_format):
    exif = Image.Exif()
    exif[0x010F] = "SECRET-CAMERA"
    exif.get_ifd(0x8825)[2] = (31.0, 12.0, 30.0)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    options = {"exif": exif.tobytes(), "icc_profile": profile}
    if file_format == "JPEG":
        options |= {"comment": b"SECRET-COMMENT", "xmp": b"<x:xmpmeta>SECRET-XMP</x:xmpmeta>"}
    if file_format == "WEBP":
        options["xmp"] = b"<x:xmpmeta>SECRET-XMP</x:xmpmeta>"
    upload = BytesIO()
    Image.new("RGB", (600, 400), (120, 90, 60)).save(upload, file_format, **options)
    upload.write(b"SECRET-TAIL")
    photo = Photo(title="街景")
    photo.take_in(clean_picture(upload))
    assert len(photo.file_names) == 3
    for name in photo.file_names:
        with default_storage.open(name) as stored:
            data = stored.read()
        assert b"SECRET" not in data
        assert b"Exif" not in data
        assert b"ICC" not in data
        with Image.open(BytesIO(data)) as picture:
            assert not picture.getexif()
            assert not {"icc_profile", "comment", "xmp", "exif"} & set(picture.info)


def test_a_telephones_picture_with_a_second_view_is_let_in():
    upload = BytesIO()
    second = Image.new("RGB", (16, 16), "blue")
    Image.new("RGB", (16, 16), "red").save(upload, "MPO", save_all=True, append_images=[second])
    assert Image.open(upload).format == "MPO"
    assert near(clean_picture(upload).image.getpixel((8, 8)), (254, 0, 0))


def test_a_picture_of_one_pixel_is_let_in(db):
    photo = Photo(title="一点")
    photo.take_in(clean_picture(picture_file(1, 1, "PNG")))
    photo.save()
    assert (photo.width, photo.height, photo.rendition_widths) == (1, 1, [1])
    assert default_storage.exists(f"photos/{photo.stem}-1.webp")


def test_print_colours_become_screen_colours():
    assert near(cleaned(Image.new("CMYK", (16, 16), (0, 0, 0, 0)), "JPEG").getpixel((8, 8)), WHITE)
    assert near(cleaned(Image.new("CMYK", (16, 16), (0, 255, 255, 0)), "JPEG").getpixel((8, 8)), (255, 0, 0))


def test_the_colours_of_a_profile_are_kept_without_the_profile():
    # sRGB with red and green exchanged: whoever ignores the profile shows red for green.
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.index(b"rXYZ"), profile.index(b"gXYZ")
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    for mode, colour in [("RGB", (250, 0, 0)), ("RGBA", (250, 0, 0, 255))]:
        picture = cleaned(Image.new(mode, (16, 16), colour), "PNG", icc_profile=bytes(profile))
        assert near(picture.getpixel((8, 8)), (0, 250, 0), 6)


def test_a_broken_profile_or_broken_exif_does_not_keep_a_sound_picture_out():
    red = Image.new("RGB", (16, 16), (250, 0, 0))
    assert near(cleaned(red, "PNG", icc_profile=b"no profile").getpixel((8, 8)), (250, 0, 0))
    assert near(cleaned(red, "JPEG", exif=b"Exif\0\0no exif").getpixel((8, 8)), (250, 0, 0))


def sixteen_bit_grey(value, *extra):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 16, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress(b"\0" + struct.pack(">H", value)))
    return BytesIO(b"\x89PNG\r\n\x1a\n" + header + pixels + chunk(b"IEND", b""))


def test_sixteen_bits_of_grey_are_scaled_and_not_cut_off():
    for value, seen in [(0, 0), (0x8000, 128), (0xFFFF, 255)]:
        assert near(clean_picture(sixteen_bit_grey(value)).image.getpixel((0, 0)), (seen,) * 3, 1)


def test_what_is_transparent_is_seen_on_white_paper():
    clear = Image.new("RGBA", (4, 4), (200, 0, 0, 0))
    half = Image.new("RGBA", (4, 4), (0, 0, 0, 127))
    palette = Image.new("P", (4, 4), 0)
    palette.putpalette([200, 0, 0])
    assert cleaned(clear, "PNG").getpixel((1, 1)) == WHITE
    assert near(cleaned(half, "PNG").getpixel((1, 1)), GREY)
    assert cleaned(palette, "PNG", transparency=0).getpixel((1, 1)) == WHITE
    assert cleaned(palette, "PNG").getpixel((1, 1)) == (200, 0, 0)
    assert cleaned(clear, "WEBP", lossless=True).getpixel((1, 1)) == WHITE
    assert cleaned(Image.new("1", (4, 4), 1), "PNG").getpixel((1, 1)) == WHITE
    assert cleaned(Image.new("LA", (4, 4), (0, 0)), "PNG").getpixel((1, 1)) == WHITE


def test_the_same_bytes_have_the_same_digest_and_the_file_is_rewound():
    upload = picture_file()
    upload.read()
    assert digest_of(upload) == digest_of(picture_file()) == clean_picture(upload).digest
    assert digest_of(picture_file(colour=(1, 2, 3))) != digest_of(upload)
    assert upload.tell() == 0
