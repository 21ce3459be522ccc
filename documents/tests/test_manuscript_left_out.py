"""What is not read of a manuscript, and that it is told."""

import io

import pytest
from django.core.exceptions import ValidationError

from documents.manuscript import reading, sent_file
from documents.manuscript.notes import NOTES, note_words
from documents.manuscript.reading import read
from documents.screening.verdict import DocumentRefused

from .files import docx, paragraph, pdf, xlsx, zipped
from .manuscripts import bold, jpeg, line, manuscript, part, picture, run, style


def told(*paragraphs, **more):
    """Return (the text, {code: count}) of a manuscript."""
    found = read(manuscript(*paragraphs, **more))
    return "/".join(block.text for block in found.blocks), {note["code"]: note["count"] for note in found.notes}


def test_inserted_text_comes_in_and_deleted_text_does_not():
    changed = line(
        run("原")
        + "<w:ins>" + run("新") + "</w:ins>"
        + "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
        + "<w:moveTo>" + run("移来") + "</w:moveTo><w:moveFrom>" + run("移走") + "</w:moveFrom>"
    )  # fmt: skip
    assert told(changed) == ("原新移来", {"tracked-changes": 4})


def test_what_was_deleted_is_no_subhead_and_joins_what_it_parted():
    gone = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("前半") + "</w:p>"
    assert told(gone, line("后半"))[0] == "前半后半"
    [block] = read(manuscript(bold("<w:del>" + run("字" * 40) + "</w:del>" + run("小标题", "<w:b/>")))).blocks
    assert (block.text, block.level) == ("小标题", 4)


def test_a_deleted_or_hidden_row_of_a_table_does_not_come_in():
    rows = "".join(f"<w:tr><w:trPr>{mark}</w:trPr><w:tc>{line(text)}</w:tc></w:tr>" for text, mark in
                   (("藏", "<w:hidden/>"), ("删", "<w:del/>"), ("留", "")))  # fmt: skip
    text, _notes = told(f"<w:tbl>{rows}</w:tbl>", line("也藏", "", "<w:vanish/>"))
    assert text == "留"


@pytest.mark.parametrize(
    ("letters", "code"),
    [
        ("<w:vanish/>", "hidden-text"),
        ('<w:rStyle w:val="unseen"/>', "hidden-text"),
        ("<w:strike/>", "struck"),
        ("<w:dstrike/>", "struck"),
        ('<w:color w:val="ffffff"/>', "white"),
    ],
)
def test_what_nobody_reads_does_not_come_in_and_is_told(letters, code):
    unseen = style("unseen", inner="<w:rPr><w:vanish/></w:rPr>", kind="character")
    assert told(line(run("看得见") + run("看不见", letters)), styles=unseen) == ("看得见", {code: 1})


def test_a_paragraph_that_its_style_hides_does_not_come_in():
    unseen = style("unseen", inner="<w:rPr><w:vanish/></w:rPr>")
    assert told(line("看不见", '<w:pStyle w:val="unseen"/>'), styles=unseen) == ("", {"hidden-text": 1})


def test_white_letters_on_a_dark_ground_are_read():
    assert told(line("反白", "", '<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>')) == ("反白", {"formatting": 1})


def test_text_boxes_do_not_come_in_and_are_quoted_once():
    box = f"<w:txbxContent>{line('相关链接，' * 9)}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing>{0}</w:drawing></mc:Choice>"
        "<mc:Fallback><w:pict>{0}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    found = read(manuscript(line(run("正文") + both.format(box))))
    assert [block.text for block in found.blocks] == ["正文"]
    [note] = found.notes
    assert (note["code"], note["count"], note["where"]) == ("text-boxes", 1, [("相关链接，" * 4) + "……"])


def test_several_text_boxes_of_one_drawing_are_taken_out():
    boxes = "".join(f"<w:txbxContent>{line(text)}</w:txbxContent>" for text in ("甲", "乙"))
    assert told(line(run("正文") + f"<w:r><w:pict>{boxes}</w:pict></w:r>")) == ("正文", {"text-boxes": 2})


def test_notes_headers_and_comments_do_not_come_in_and_page_numbers_are_not_told():
    beside = [
        part("footnotes", "footnotes", f'<w:footnote w:id="2">{line("据年鉴")}</w:footnote><w:footnote w:id="0"/>'),
        part("header", "hdr", line("内部资料")),
        part("footer", "ftr", line("- 1 -")),
        part("comments", "comments", f'<w:comment w:id="1">{line("待核")}</w:comment>'),
    ]
    body = line(run("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:commentReference w:id="1"/></w:r>')
    assert told(body, beside=beside) == ("正文", {"comments": 1, "footnotes": 1, "headers": 1})


def test_looks_and_drawings_are_told():
    words = line(run("红", '<w:color w:val="FF0000"/>') + run("斜", "<w:i/>") + "<w:r><w:drawing/></w:r>")
    formula = '<w:p><m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"/></w:p>'
    assert told(words, formula) == ("红斜", {"formatting": 2, "drawings": 1, "formulas": 1})


def test_a_picture_that_was_cropped_is_told():
    crop = '<a:srcRect l="2000"/>'
    assert told(picture(0, crop=crop), picture(0, crop='<a:srcRect l="0"/>'), pictures=[jpeg()])[1] == {"cropped": 1}


def test_pictures_come_in_up_to_a_number_and_a_size(monkeypatch):
    monkeypatch.setattr(reading, "MOST_PICTURES", 2)
    monkeypatch.setattr(reading, "MOST_PICTURE_BYTES", 10)
    monkeypatch.setattr(reading, "MOST_PICTURES_BYTES", 16)
    files = [b"a" * 11, b"b" * 10, b"c" * 7, b"d" * 5, b"e"]
    found = read(manuscript(*map(picture, range(5)), pictures=files))
    assert [each.data for each in found.pictures] == [b"b" * 10, b"d" * 5]
    assert [block.pictures for block in found.blocks] == [[0], [1]]
    assert [(note["code"], note["count"]) for note in found.notes] == [("pictures-unread", 3)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-manuscript"),  # .doc, .wps, or a password
        (b"{\\rtf1", "no-manuscript"),
        (pdf(), "no-manuscript"),
        (xlsx(), "no-manuscript"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text"}), "no-manuscript"),
        (zipped({"Index/Document.iwa": "x"}), "no-manuscript"),  # .pages
        (docx(main="application/vnd.ms-word.document.macroEnabled.main+xml"), "macros"),
        (docx(parts={"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "dtd"),
        (docx("<w:tbl/>" * 3)[:-60], "broken"),
    ],
)
def test_whatever_is_no_manuscript_is_refused(data, code):
    with pytest.raises(DocumentRefused) as refused:
        read(data)
    assert refused.value.code == code


def test_what_breaks_the_library_is_a_broken_file(monkeypatch):
    monkeypatch.setattr(reading.mammoth, "convert_to_html", lambda *args, **options: 1 / 0)
    with pytest.raises(DocumentRefused) as refused:
        read(docx(paragraph("字")))
    assert refused.value.code == "broken"


def test_a_manuscript_comes_whole_through_the_process_that_reads_it():
    data = manuscript(line("前"), picture(0, "路牌"), line("旧", "", "<w:strike/>"), pictures=[jpeg()])
    assert sent_file.read(io.BytesIO(data)) == read(data)


def test_the_door_refuses_with_a_sentence_that_says_how_to_get_a_docx():
    with pytest.raises(ValidationError) as refused:
        sent_file.read(io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
    assert "另存为" in refused.value.messages[0]


@pytest.mark.parametrize("code", NOTES)
def test_every_note_is_a_chinese_sentence(code):
    quoting = code in {"struck", "white", "text-boxes", "footnotes", "headers", "numbers"}
    words = note_words({"code": code, "count": 3, "where": ["甲", "乙"] if quoting else []})
    assert words.endswith("。")
    assert "3" in words
    assert "%" not in words
    assert ("“甲”、“乙”" in words) == quoting


def test_every_code_that_is_noted_has_its_words(settings):
    import re

    source = "".join(path.read_text() for path in (settings.BASE_DIR / "documents/manuscript").glob("*.py"))
    noted = {*re.findall(r'note\("([a-z-]+)"', source), *reading.TOLD.values(), *reading.NOTED, "struck", "white"}
    assert noted == NOTES.keys()
