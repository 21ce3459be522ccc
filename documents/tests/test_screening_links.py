"""Links: in every kind of document those to the web are told with where they lead, and those to files are refused."""

import pytest
from pikepdf import Array, Dictionary, Name, String

from documents.findings import finding_words
from documents.screening.examining import examine
from documents.screening.verdict import DocumentRefused

from .files import docx, pdf, relationship, xlsx


def field(code):
    return docx(f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r></w:p>')


def related(target):
    return docx(rows=[relationship("hyperlink", target, external=True)])


def quoted(target):
    return field(f' HYPERLINK "{target}" \\t "_blank"')


def after_its_tip(target):
    return field(f' hyperlink \\o "请点这里" "{target}"')


def bare(target):
    return docx(f'<w:p><w:fldSimple w:instr=" HYPERLINK {target} "/></w:p>')


def drawn(target):
    return docx(f'<w:p><w:r><w:pict><v:shape xmlns:v="v" href="{target}"/></w:pict></w:r></w:p>')


def in_a_cell(target):
    return xlsx(lambda book, sheet: setattr(sheet["B1"], "hyperlink", target))


def in_a_formula(target):
    return xlsx(lambda book, sheet: sheet.cell(1, 2, f'=HYPERLINK("{target}")'))


def on_a_page(target):
    def change(file):
        action = Dictionary(S=Name.URI, URI=String(target))
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
        file.pages[0].obj.Annots = Array([link])

    return pdf(change=change)


WAYS = [related, quoted, after_its_tip, bare, drawn, in_a_cell, in_a_formula, on_a_page]


@pytest.mark.parametrize("way", WAYS)
def test_a_link_to_the_web_is_to_be_confirmed_with_its_host(way):
    findings = examine(way("https://a.example/b")).findings
    assert findings == [{"code": "links", "count": 1, "where": ["a.example"]}]
    assert finding_words(findings[0]) == "指向网站的链接：1个（a.example）"


@pytest.mark.parametrize("way", WAYS)
def test_a_link_for_mail_needs_nobodys_word(way):
    assert examine(way("mailto:a@a.example")).findings == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("target", ["file://server/share/a.exe", "ms-word:ofe%7Cu%7Chttps://a.example", "javascript:a"])
def test_a_link_to_a_file_or_a_program_is_refused(way, target):
    with pytest.raises(DocumentRefused) as refused:
        examine(way(target))
    assert refused.value.code == "link"


@pytest.mark.parametrize(
    "code",
    [
        " HYPERLINK “file:///c:/a.exe” ",
        ' HYPERLINK \\l x\n"file:///c:/a.exe" ',
        ' HYPERLINK \\t "a\\"b" "file:///c:/a.exe"',
        " HYPERLINK a.exe ",
        ' HYPERLINK "https://a.example',
    ],
)
def test_a_field_that_hides_where_its_link_leads_is_refused(code):
    with pytest.raises(DocumentRefused):
        examine(field(code.replace('"', "&quot;")))


@pytest.mark.parametrize("target", ["a.exe", "../a.exe", "/c:/a.exe", "%5c%5cserver%5ca"])
def test_a_link_without_a_scheme_leads_to_a_file(target):
    with pytest.raises(DocumentRefused) as refused:
        examine(related(target))
    assert refused.value.code == "link"


def test_a_link_within_the_document_needs_nobodys_word():
    assert examine(field(' HYPERLINK \\l "_Toc1" \\h ')).findings == []


@pytest.mark.parametrize("code", [" HYPERLINK ", ' HYPERLINK \\t "_blank" '])
def test_a_link_that_does_not_say_where_it_leads_is_refused(code):
    with pytest.raises(DocumentRefused) as refused:
        examine(field(code))
    assert refused.value.code == "field"


def test_a_picture_that_lies_elsewhere_is_refused_in_an_old_drawing_too():
    picture = '<v:imagedata xmlns:v="v" src="https://a.example/pixel.png"/>'
    with pytest.raises(DocumentRefused) as refused:
        examine(docx(f"<w:p><w:r><w:pict>{picture}</w:pict></w:r></w:p>"))
    assert refused.value.code == "remote"
