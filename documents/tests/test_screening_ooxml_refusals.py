"""DOCX and XLSX that could run, fetch or bring along something: refused, each with its own sentence."""

import pytest
from openpyxl.workbook.defined_name import DefinedName

from documents.screening.examining import examine
from documents.screening.verdict import DocumentRefused

from .files import CONTENT_TYPES, DOCX, HEAD, changed, docx, paragraph, relationship, relationships, unzipped, xlsx

SHEET_RELATIONSHIPS = "xl/worksheets/_rels/sheet1.xml.rels"


def refusal(data):
    with pytest.raises(DocumentRefused) as refused:
        examine(data)
    return refused.value.code


def with_part(name, kind, content_type, text="<a/>"):
    row = relationship(kind, name.removeprefix("word/"))
    return docx(rows=[row], parts={name: text}, types={f"/{name}": content_type})


def field(code):
    return f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{code}</w:p>'


def codes(*texts):
    return "".join(f"<w:r><w:instrText>{text}</w:instrText></w:r>" for text in texts)


@pytest.mark.parametrize(
    "main",
    [
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    ],
)
def test_a_file_that_can_hold_macros_is_refused_whatever_its_name(main):
    assert refusal(docx(main=main)) == "macros"


@pytest.mark.parametrize(
    ("code", "data"),
    {
        "macros": with_part("word/vbaProject.bin", "vbaProject", "application/vnd.ms-office.vbaProject"),
        "activex": with_part("word/activeX/activeX1.xml", "control", "application/vnd.ms-office.activeX+xml"),
        "embedded": with_part("word/embeddings/a.bin", "oleObject", DOCX + "oleObject"),
        "unknown-part": with_part("word/strange.bin", "strange", "application/x-strange"),
    }.items(),
)
def test_what_could_run_or_hide_is_refused(code, data):
    assert refusal(data) == code


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_are_met_even_where_nothing_points_to_them_and_their_type_is_a_lie(name):
    assert refusal(docx(parts={name: "<a/>"}, types={f"/{name}": "application/xml"})) == "macros"


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"MZ"])
def test_a_file_within_the_file_is_refused_even_as_a_picture(start):
    assert refusal(docx(parts={"word/media/image1.jpeg": start + b"more"})) == "embedded"


def test_another_document_put_in_as_a_chunk_is_refused():
    assert refusal(with_part("word/chunk.html", "aFChunk", "text/html", "<p>hello</p>")) == "embedded"


@pytest.mark.parametrize(
    ("kind", "target", "code"),
    [
        ("attachedTemplate", "https://a.example/normal.dotm", "template"),
        ("image", "https://a.example/pixel.png", "remote"),
        ("frame", "file:///c:/a.docx", "remote"),
        ("subDocument", "other.docx", "embedded"),
        ("oleObject", "file:///c:/a.xlsx", "embedded"),
        ("hyperlink", "javascript:alert(1)", "link"),
        ("hyperlink", "file://server/share/a.docx", "link"),
        ("hyperlink", "\\\\server\\share", "link"),
        ("hyperlink", "ms-word:ofe|u|https://a.example", "link"),
    ],
)
def test_what_leads_elsewhere_is_refused(kind, target, code):
    assert refusal(docx(rows=[relationship(kind, target, external=True)])) == code


@pytest.mark.parametrize("target", ["https://a.example/", "mailto:a@a.example", "tel:5550130", "#part"])
def test_a_link_to_the_web_is_let_in_and_read(target):
    assert target in examine(docx(rows=[relationship("hyperlink", target, external=True)])).text


@pytest.mark.parametrize(
    "code",
    [
        codes(' DDEAUTO c:\\\\windows "/c calc"'),
        codes(" D", "DE", "AUTO excel"),
        codes(' INCLUDETEXT "https://a.example"'),
        codes(" QUOTE 68 68 69"),
        '<w:fldSimple w:instr=" DDE excel sheet "/>',
    ],
)
def test_a_field_that_fetches_or_starts_something_is_refused(code):
    assert refusal(docx(field(code))) == "field"


def test_a_harmless_field_is_let_in():
    assert "PAGE" in examine(docx(field(codes(" PAGE ")))).text


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE a SYSTEM "https://a.example/a.dtd">',
        '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
    ],
)
@pytest.mark.parametrize("name", ["word/document.xml", "word/_rels/document.xml.rels", CONTENT_TYPES])
def test_declarations_are_refused_in_every_part(name, text):
    part = HEAD + text + unzipped(docx())[name].decode().removeprefix(HEAD)
    assert refusal(changed(docx(), {name: part.encode()})) == "dtd"


@pytest.mark.parametrize(
    "formula",
    ["=cmd|'/c calc'!A1", '=WEBSERVICE("https://a.example")', '=_xlfn.IMAGE("https://a.example/a.png")', "=RTD(1)"],
)
def test_a_formula_that_fetches_or_starts_something_is_refused(formula):
    assert refusal(xlsx(lambda book, sheet: sheet.cell(1, 2, formula))) == "formula"
    name = DefinedName("a", attr_text=formula.removeprefix("="))
    assert refusal(xlsx(lambda book, sheet: book.defined_names.add(name))) == "formula"


def test_an_ordinary_formula_is_let_in():
    assert "SUM(A1:A9)" in examine(xlsx(lambda book, sheet: sheet.cell(1, 2, "=SUM(A1:A9)"))).text


@pytest.mark.parametrize("kind", ["externalLinkPath", "externalLink"])
def test_a_workbook_that_reads_another_file_is_refused(kind):
    row = relationship(kind, "file:///c:/a.xlsx", external=True)
    assert refusal(changed(xlsx(), {SHEET_RELATIONSHIPS: relationships(row)})) == "external-data"


def test_what_names_nobody_gives_is_refused():
    for name in ("../a.xml", "/a.xml", "a//b.xml", "c:a.xml", "word\\a.xml", "word/./a.xml", "WORD/document.xml"):
        assert refusal(docx(parts={name: paragraph("a")})) == "odd-names", name
