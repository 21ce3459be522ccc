"""Files that are small until they are opened."""

import struct
import zipfile

import pytest

from documents.screening import verdict
from documents.screening.examining import examine
from documents.screening.ooxml import zip_archive
from documents.screening.verdict import DocumentRefused

from .files import changed, docx, paragraph, xlsx, zipped

MEGABYTE = 1024 * 1024


def refusal(data):
    with pytest.raises(DocumentRefused) as refused:
        examine(data)
    return refused.value.code


def test_a_part_that_is_mostly_air_is_refused():
    data = docx(parts={"word/a.xml": "<a>" + " " * (60 * MEGABYTE) + "</a>"})
    assert len(data) < MEGABYTE
    assert refusal(data) == "bomb"


def test_many_parts_that_are_too_much_together_are_refused(monkeypatch):
    monkeypatch.setattr(zip_archive, "MOST_BYTES", 100_000)
    parts = {f"word/{number}.xml": f"<a>{'x' * 20_000}</a>" for number in range(4)}
    assert examine(docx(parts=parts)).format == "docx"
    assert refusal(docx(parts={**parts, "word/4.xml": f"<a>{'x' * 20_000}</a>"})) == "bomb"


def test_unpacking_stops_at_the_limit_whatever_the_headers_say(monkeypatch):
    monkeypatch.setattr(zip_archive, "MOST_BYTES", 2 * zip_archive.CHUNK)
    read, honest = [], zipfile.ZipExtFile.read
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda *args: read.append(honest(*args)) or read[-1])
    assert refusal(zipped({"a.xml": "x" * (50 * zip_archive.CHUNK)})) == "bomb"
    assert sum(map(len, read)) <= 3 * zip_archive.CHUNK


def test_a_header_that_lies_about_the_size_is_refused():
    data = bytearray(zipped({"a.xml": "x" * 5000}))
    for start in (data.index(b"PK\x03\x04") + 22, data.index(b"PK\x01\x02") + 24):
        data[start : start + 4] = struct.pack("<I", 10)
    assert refusal(bytes(data)) == "broken"


def test_too_many_members_are_refused():
    names = [f"word/{number}.xml" for number in range(zip_archive.MOST_MEMBERS)]
    assert refusal(docx(parts=dict.fromkeys(names, "<a/>"))) == "bomb"


def test_two_members_of_one_name_are_refused():
    with pytest.warns(UserWarning, match="Duplicate"):
        data = _twice("word/document.xml")
    assert refusal(data) == "odd-names"


def _twice(name):
    import io

    data = io.BytesIO(docx())
    with zipfile.ZipFile(data, "a") as opened:
        opened.writestr(name, "<a/>")
    return data.getvalue()


def test_a_member_with_a_password_is_refused():
    data = bytearray(zipped({"a.xml": "x"}))
    for start in (data.index(b"PK\x03\x04") + 6, data.index(b"PK\x01\x02") + 8):
        data[start] |= 1
    assert refusal(bytes(data)) == "old-or-locked"


def test_elements_within_one_another_without_end_are_refused():
    deep = "<a>" * 5000 + "</a>" * 5000
    assert refusal(docx(deep)) == "broken"
    assert refusal(changed(xlsx(), {"xl/worksheets/sheet1.xml": deep.encode()})) == "broken"


def test_more_text_than_any_check_could_read_is_refused(monkeypatch):
    monkeypatch.setattr(verdict, "LONGEST_TEXT", 100)
    assert examine(docx(paragraph("字" * 99))).text == "字" * 99
    assert refusal(docx(paragraph("字" * 100))) == "too-much-text"
    assert refusal(docx(paragraph("字" * 60) + paragraph("字" * 60))) == "too-much-text"
