"""Documents made on the spot, good ones and hostile ones: no file of a stranger lies in the repository."""

import io
import zipfile

import openpyxl
import pikepdf
from pikepdf import Dictionary, Name

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml."
CONTENT_TYPES = "[Content_Types].xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


def zipped(parts, **options):
    """Return a zip of {name: text or bytes}."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, part in parts.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)  # the same parts give the same bytes
    return data.getvalue()


def unzipped(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data, parts):
    """Return the zip `data` with other parts: {name: bytes}, or None to leave one out."""
    return zipped({name: part for name, part in {**unzipped(data), **parts}.items() if part is not None})


def relationship(kind, target, number=9, external=False):
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"{mode}/>'


def relationships(*rows):
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{HEAD}<Relationships xmlns="{space}">{"".join(rows)}</Relationships>'


def document_xml(body):
    return (
        f'{HEAD}<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" mc:Ignorable="w14">'
        f"<w:body>{body}</w:body></w:document>"
    )


def paragraph(*runs):
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def docx(body="", rows=(), parts=None, types=None, main="document.main+xml"):
    """Return a DOCX: `rows` are relationships of its body, `parts` {name: text}, `types` their content types."""
    types = {"/word/document.xml": DOCX + main if "/" not in main else main, **(types or {})}
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in types.items())
    return zipped(
        {
            CONTENT_TYPES: f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="jpeg" ContentType="image/jpeg"/>'
            '<Default Extension="bin" ContentType="application/octet-stream"/>'
            f"{overrides}</Types>",
            "_rels/.rels": relationships(relationship("officeDocument", "word/document.xml", 1)),
            "word/_rels/document.xml.rels": relationships(*rows),
            "word/document.xml": document_xml(body or paragraph("停水期间请提前储水。")),
            **(parts or {}),
        }
    )


def xlsx(change=None):
    """Return an XLSX of one sheet; `change` is given the workbook and that sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title, sheet["A1"] = "名单", "停水路段"
    if change:
        change(book, sheet)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def pdf(*texts, change=None, **saving):
    """Return a PDF with a page for each of `texts` (ASCII, or none for a blank page); `change` is given the Pdf."""
    file = pikepdf.new()
    font = file.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    for text in texts or ("Water is off tonight.",):
        page = file.add_blank_page(page_size=(595, 842))
        if text:
            page.obj.Resources = Dictionary(Font=Dictionary(F1=font))
            page.obj.Contents = file.make_stream(f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET".encode())
    if change:
        change(file)
    data = io.BytesIO()
    file.save(data, **saving)
    return data.getvalue()
