"""Pictures within documents: their pixels stay, where and with what they were taken goes."""

import io

import pytest
from pikepdf import Dictionary, Name
from PIL import Image

from documents.screening.examining import examine
from documents.screening.pictures import without_metadata

from .files import docx, pdf, relationship, unzipped


def picture(kind):
    exif, file = Image.Exif(), io.BytesIO()
    exif[0x010F], exif[0x8825] = "Telephone", {1: "N", 2: (31.0, 1.0, 2.0)}
    options = {"comment": "at home"} if kind == "JPEG" else {}
    Image.effect_noise((64, 48), 90).convert("RGB").save(file, kind, exif=exif, **options)
    return file.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_within_keeps_its_pixels_and_forgets_where_it_was_taken(kind):
    before = picture(kind)
    assert b"Telephone" in before
    after = without_metadata(before)
    assert b"Telephone" not in after
    assert b"at home" not in after
    opened = Image.open(io.BytesIO(after))
    assert not opened.getexif()
    assert opened.tobytes() == Image.open(io.BytesIO(before)).tobytes()


def test_a_second_picture_behind_the_first_is_cut_off():
    one = picture("JPEG")
    assert without_metadata(one + one) == without_metadata(one)


@pytest.mark.parametrize("broken", [b"\xff\xd8", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n\0", b"GIF89a", b""])
def test_what_is_no_sound_picture_stays_as_it_is(broken):
    assert without_metadata(broken) == broken


def test_pictures_in_documents_are_cleaned():
    image = picture("JPEG")
    screened = examine(docx(rows=[relationship("image", "media/a.jpeg")], parts={"word/media/a.jpeg": image}))
    assert unzipped(screened.data)["word/media/a.jpeg"] == without_metadata(image)

    def change(file):
        options = {"Type": Name.XObject, "Subtype": Name.Image, "Width": 64, "Height": 48, "BitsPerComponent": 8}
        stream = file.make_stream(image, ColorSpace=Name.DeviceRGB, Filter=Name.DCTDecode, **options)
        file.pages[0].obj.Resources.XObject = Dictionary(Im=stream)

    clean = examine(pdf(change=change)).data
    assert b"Telephone" not in clean
    assert without_metadata(image) in clean
