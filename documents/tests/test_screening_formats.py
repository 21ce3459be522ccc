"""What a document is, is told by its content; whatever comes, the answer is a document or a refusal."""

import contextlib
import random
import re

import pytest
from hypothesis import given, settings, strategies as st
from pikepdf import ObjectStreamMode

from documents.screening.examining import examine
from documents.screening.verdict import DocumentRefused

from .files import CONTENT_TYPES, changed, docx, pdf, xlsx, zipped

CLASSIC = pdf(object_stream_mode=ObjectStreamMode.disable)  # with a table of its objects that can be read by eye
GOOD = {"pdf": pdf(), "docx": docx(), "xlsx": xlsx()}


def refusal(data):
    with pytest.raises(DocumentRefused) as refused:
        examine(data)
    return refused.value.code


@pytest.mark.parametrize("kind", GOOD)
def test_a_good_document_of_each_format_is_let_in(kind):
    screened = examine(GOOD[kind])
    assert (screened.format, screened.findings) == (kind, [])
    assert screened.text in {"Water is off tonight.", "停水期间请提前储水。", "名单\n停水路段"}


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("before", [
    b"\xef\xbb\xbf", b"\r\n", b"\n\n\n", b" ", b"\0\0", b"<!doctype html><script>alert(1)</script>", b"-" * 1000,
])  # fmt: skip
def test_bytes_before_the_head_are_left_out(kind, before):
    assert examine(before + GOOD[kind]) == examine(GOOD[kind])


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("behind", [b"\r\n", b"\0" * 4000, b"<script>alert(1)</script>"])
def test_bytes_behind_the_end_are_left_out(kind, behind):
    assert examine(GOOD[kind] + behind) == examine(GOOD[kind])


def test_a_number_that_is_counted_from_the_first_byte_or_from_the_head_leads_to_the_same_object():
    """What a gateway adds moves everything; what a careless program writes is counted with what it wrote before."""
    start = re.search(rb"startxref\s+(\d+)", CLASSIC)
    before = b"\n" * 99
    moved = re.sub(rb"(?m)^(\d{10})( 00000 n)", lambda row: b"%010d" % (int(row[1]) + 99) + row[2], CLASSIC)
    moved = moved.replace(start[0], start[0].replace(start[1], b"%d" % (int(start[1]) + 99)))
    assert moved != CLASSIC
    assert examine(before + moved).text == examine(before + CLASSIC).text == examine(CLASSIC).text != ""


@pytest.mark.parametrize("kind", GOOD)
def test_what_came_out_goes_in_again_and_stays_as_it_is(kind):
    once = examine(GOOD[kind])
    assert examine(once.data) == once


@pytest.mark.parametrize("kind", GOOD)
def test_the_same_file_comes_out_the_same_each_time(kind):
    assert examine(GOOD[kind]).data == examine(GOOD[kind]).data


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"<html><script>alert(1)</script>", "format"),
        (b"GIF89a", "format"),
        (b"{\\rtf1 hello}", "format"),
        (b"   %PDF-1.7", "broken"),
        (b" " * 1020 + GOOD["pdf"], "format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old-or-locked"),
        (zipped({"word/document.xml": "<w/>"}), "format"),
        (zipped({"OFD.xml": "<ofd/>"}), "format"),
        (changed(GOOD["docx"], {CONTENT_TYPES: b"<Types/>"}), "format"),
        (changed(GOOD["docx"], {"_rels/.rels": None}), "format"),
        (changed(GOOD["docx"], {"word/document.xml": b"<w:document"}), "broken"),
        (changed(GOOD["docx"], {"word/document.xml": None}), "format"),
        (docx(main="template.main+xml"), "format"),
        (docx(main="application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"), "format"),
        (b"%PDF-1.7 and nothing more", "broken"),
        (b"PK\x03\x04 and nothing more", "broken"),
    ],
)  # fmt: skip
def test_anything_else_is_refused(data, code):
    assert refusal(data) == code


@pytest.mark.parametrize("kind", GOOD)
def test_a_file_that_breaks_off_is_refused_or_read_but_nothing_else_happens(kind):
    data, chance = GOOD[kind], random.Random(kind)
    for _try in range(40):
        try:
            examine(data[: chance.randrange(len(data))])
        except DocumentRefused:
            continue


@pytest.mark.parametrize("kind", GOOD)
def test_a_file_with_wrong_bytes_in_it_is_refused_or_read_but_nothing_else_happens(kind):
    chance = random.Random(kind)
    for _try in range(60):
        data = bytearray(GOOD[kind])
        for _byte in range(chance.randrange(1, 12)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            examine(bytes(data))
        except DocumentRefused:
            continue


@settings(max_examples=80, deadline=None)
@given(st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04"]), st.binary(max_size=400))
def test_random_bytes_are_refused(head, tail):
    with pytest.raises(DocumentRefused):
        examine(head + tail)


@settings(max_examples=80, deadline=None)
@given(
    st.sampled_from([CONTENT_TYPES, "_rels/.rels", "word/_rels/document.xml.rels", "word/document.xml"]),
    st.text(max_size=200) | st.sampled_from(["<a/>", "<a b='c'/>", "<Relationship/>", "<Override/>", "<p><r/></p>"]),
)
def test_any_text_in_place_of_a_part_is_refused_or_read(name, text):
    with contextlib.suppress(DocumentRefused):
        assert examine(changed(GOOD["docx"], {name: text.encode()})).format == "docx"
