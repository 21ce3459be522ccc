"""What a document tells of who made it is gone, and it still opens."""

import io
import zipfile

import openpyxl
import pikepdf
from openpyxl.comments import Comment
from pikepdf import Dictionary, Name

from documents.screening.examining import examine
from documents.screening.ooxml.zip_archive import EPOCH

from .files import (
    CONTENT_TYPES,
    DOCX,
    HEAD,
    WORD,
    changed,
    docx,
    paragraph,
    pdf,
    relationship,
    relationships,
    unzipped,
    xlsx,
)

MAKER = "王某某"
SHEETS = "application/vnd.openxmlformats-officedocument.spreadsheetml."
CORE = f'{HEAD}<cp:coreProperties xmlns:cp="x"><cp:lastModifiedBy>{MAKER}</cp:lastModifiedBy></cp:coreProperties>'


def told(data):
    """Everything in the zip `data` that names somebody: names of members."""
    return [name for name, part in unzipped(data).items() if MAKER.encode() in part]


def test_a_workbook_forgets_its_maker_and_still_opens():
    def change(book, sheet):
        book.properties.creator = book.properties.lastModifiedBy = book.properties.company = MAKER
        book.properties.title = MAKER
        sheet["A1"].comment = Comment("批注", MAKER)

    data = xlsx(change)
    assert len(told(data)) > 1
    clean = examine(data).data
    assert told(clean) == []
    assert not [name for name in unzipped(clean) if name.startswith("docProps")]
    assert b"docProps" not in unzipped(clean)[CONTENT_TYPES] + unzipped(clean)["_rels/.rels"]
    book = openpyxl.load_workbook(io.BytesIO(clean))
    assert (book.active["A1"].value, book.active["A1"].comment.text) == ("停水路段", "批注")


def test_the_folder_on_somebodys_computer_is_forgotten():
    path = (
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="x15">'
        f'<x15ac:absPath xmlns:x15ac="x" url="C:\\Users\\{MAKER}\\"/></mc:Choice></mc:AlternateContent></workbook>'
    )
    part = unzipped(xlsx())["xl/workbook.xml"].decode().replace("</workbook>", path)
    clean = examine(changed(xlsx(), {"xl/workbook.xml": part})).data
    assert told(clean) == []
    assert b"AlternateContent" not in unzipped(clean)["xl/workbook.xml"]
    assert openpyxl.load_workbook(io.BytesIO(clean)).sheetnames == ["名单"]


def test_a_sheet_forgets_the_printer_and_no_longer_asks_for_it():
    sheet = "xl/worksheets/sheet1.xml"
    space = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    set_up = f'<pageSetup {space} paperSize="9" r:id="rId9"/></worksheet>'
    printer = f'<Default Extension="bin" ContentType="{SHEETS}printerSettings"/></Types>'
    types = unzipped(xlsx())[CONTENT_TYPES].decode().replace("</Types>", printer)
    data = changed(
        xlsx(),
        {
            CONTENT_TYPES: types,
            sheet: unzipped(xlsx())[sheet].decode().replace("</worksheet>", set_up),
            "xl/worksheets/_rels/sheet1.xml.rels": relationships(relationship("printerSettings", "../a.bin")),
            "xl/a.bin": MAKER,
        },
    )
    clean = examine(data).data
    assert told(clean) == []
    assert "xl/a.bin" not in unzipped(clean)
    part = unzipped(clean)[sheet].decode()
    assert 'paperSize="9"' in part
    assert "rId9" not in part


def full_docx():
    body = (
        f'<w:p><w:ins w:id="1" w:author="{MAKER}" w:date="2026-11-22T00:00:00Z"><w:r><w:t>新</w:t></w:r></w:ins></w:p>'
    )
    comment = f'<w:comment w:id="0" w:author="{MAKER}" w:initials="{MAKER}">{paragraph("批注")}</w:comment>'
    data = docx(
        body,
        rows=[
            relationship("comments", "comments.xml", 2),
            relationship("people", "people.xml", 3),
            relationship("customXml", "../customXml/item1.xml", 4),
            relationship("printerSettings", "printer.bin", 5),
            relationship("header", "header1.xml", 6),
        ],
        parts={
            "word/comments.xml": f'{HEAD}<w:comments xmlns:w="{WORD}">{comment}</w:comments>',
            "word/people.xml": f'<w15:people xmlns:w15="x"><w15:person w15:author="{MAKER}"/></w15:people>',
            "word/header1.xml": f'<w:hdr xmlns:w="{WORD}">{paragraph("页眉")}</w:hdr>',
            "word/nobody.xml": f"<a>{MAKER}</a>",
            "word/printer.bin": MAKER,
            "customXml/item1.xml": f"<a>{MAKER}</a>",
            "customXml/_rels/item1.xml.rels": relationships(relationship("customXmlProps", "props.xml")),
            "customXml/props.xml": f"<a>{MAKER}</a>",
            "docProps/core.xml": CORE,
            "docProps/thumbnail.jpeg": MAKER,
        },
        types={
            "/word/comments.xml": DOCX + "comments+xml",
            "/word/header1.xml": DOCX + "header+xml",
            "/word/people.xml": DOCX + "people+xml",
            "/word/printer.bin": DOCX + "printerSettings",
            "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        },
    )
    top = relationships(
        relationship("officeDocument", "word/document.xml", 1),
        relationship("metadata/core-properties", "docProps/core.xml", 2),
        relationship("metadata/thumbnail", "docProps/thumbnail.jpeg", 3),
    )
    return changed(data, {"_rels/.rels": top})


def test_a_text_document_forgets_its_makers_in_every_part():
    data = full_docx()
    assert len(told(data)) == 9
    clean = examine(data).data
    assert told(clean) == []
    assert sorted(unzipped(clean)) == [
        CONTENT_TYPES, "_rels/.rels", "word/_rels/document.xml.rels", "word/comments.xml", "word/document.xml",
        "word/header1.xml",
    ]  # fmt: skip


def test_what_is_left_of_a_text_document_holds_together():
    parts = unzipped(examine(full_docx()).data)
    ties, types = parts["word/_rels/document.xml.rels"].decode(), parts[CONTENT_TYPES].decode()
    assert 'Target="comments.xml"' in ties
    for gone in ("people", "customXml", "printer", "docProps"):
        assert gone not in ties + types + parts["_rels/.rels"].decode()
    body = parts["word/document.xml"].decode()
    assert 'mc:Ignorable="w14"' in body
    assert 'xmlns:w14="' in body
    assert 'w:author=""' in body


def test_a_package_has_no_times_and_begins_with_its_types():
    with zipfile.ZipFile(io.BytesIO(examine(full_docx()).data)) as clean:
        assert clean.namelist()[0] == CONTENT_TYPES
        assert {member.date_time for member in clean.infolist()} == {EPOCH}
        assert not any(member.extra or member.comment for member in clean.infolist())


def everything_in(data):
    """The PDF `data` as plain bytes, nothing packed."""
    plain = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as opened:
        options = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.generalized}
        opened.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable, **options)
    return plain.getvalue()


def test_a_pdf_forgets_its_maker():
    name = "Somebody Somewhere"

    def change(file):
        file.docinfo["/Author"] = name
        with file.open_metadata() as metadata:
            metadata["dc:creator"] = [name]
        file.Root.PieceInfo = Dictionary(A=Dictionary(Private=pikepdf.String(name)))
        page = file.pages[0].obj
        page.Metadata, page.Thumb = file.make_stream(name.encode()), file.make_stream(name.encode())
        remark = Dictionary(
            Subtype=Name.Text, Rect=[0, 0, 9, 9], T=pikepdf.String(name), Contents=pikepdf.String("note")
        )
        page.Annots = pikepdf.Array([remark])

    data = pdf(change=change)
    assert everything_in(data).count(name.encode()) >= 6
    clean = everything_in(examine(data).data)
    assert name.encode() not in clean
    for key in (b"/Info", b"/Metadata", b"/PieceInfo", b"/Thumb", b"/T "):
        assert key not in clean
    assert b"(note)" in clean


def test_what_an_older_state_of_a_pdf_left_behind_is_gone():
    data = pdf().replace(b"%%EOF", b"%%EOF\n99 0 obj\n(an older state)\nendobj\n")
    assert b"an older state" in data
    assert b"an older state" not in everything_in(examine(data).data)
