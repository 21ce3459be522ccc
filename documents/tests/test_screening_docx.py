"""What a DOCX says, in whatever corner, and what a reader would overlook."""

import pytest

from documents.screening.examining import examine
from editorial.preflight.mobile import mobile_numbers

from .files import DOCX, HEAD, WORD, document_xml, docx, paragraph, relationship

NUMBER = "13800138000"


def part(kind, text):
    """The arguments of `docx` for one more part with this content."""
    name = f"word/{kind}1.xml"
    row = relationship(kind, name.removeprefix("word/"))
    return {"rows": [row], "parts": {name: text}, "types": {f"/{name}": f"{DOCX}{kind}+xml"}}


def root(name, inner):
    return f'{HEAD}<w:{name} xmlns:w="{WORD}">{inner}</w:{name}>'


def comments(*texts):
    rows = [
        f'<w:comment w:id="{n}" w:author="王某" w:initials="W">{paragraph(t)}</w:comment>' for n, t in enumerate(texts)
    ]
    return part("comments", root("comments", "".join(rows)))


@pytest.mark.parametrize(
    "data",
    [
        docx(paragraph(NUMBER)),
        docx(paragraph("138", "0013", "8000")),
        docx(f"<w:p><w:del><w:r><w:delText>{NUMBER}</w:delText></w:r></w:del></w:p>"),
        docx(f"<w:tbl><w:tr><w:tc>{paragraph(NUMBER)}</w:tc></w:tr></w:tbl>"),
        docx(f"<w:p><w:r><w:pict><w:txbxContent>{paragraph(NUMBER)}</w:txbxContent></w:pict></w:r></w:p>"),
        docx(f'<w:p><w:r><w:drawing><wp:docPr xmlns:wp="x" id="1" descr="{NUMBER}"/></w:drawing></w:r></w:p>'),
        docx(f'<w:p><w:r><w:instrText>HYPERLINK "tel:{NUMBER}"</w:instrText></w:r></w:p>'),
        docx(rows=[relationship("hyperlink", f"tel:{NUMBER}", external=True)]),
        docx(**part("header", root("hdr", paragraph(NUMBER)))),
        docx(**part("footnotes", root("footnotes", f"<w:footnote>{paragraph(NUMBER)}</w:footnote>"))),
        docx(**part("settings", root("settings", f'<w:docVars><w:docVar w:name="a" w:val="{NUMBER}"/></w:docVars>'))),
        docx(**comments(NUMBER)),
    ],
)  # fmt: skip
def test_a_number_is_read_wherever_it_stands(data):
    assert list(mobile_numbers(examine(data).text)) == [NUMBER]


def test_two_paragraphs_are_not_read_as_one():
    assert list(mobile_numbers(examine(docx(paragraph("1380013") + paragraph("8000"))).text)) == []


def findings(data):
    return {finding["code"]: finding["count"] for finding in examine(data).findings}


def test_comments_are_to_be_confirmed_and_lose_their_authors():
    screened = examine(docx(**comments("私下说", "再说")))
    assert screened.findings == [{"code": "comments", "count": 2, "where": []}]
    assert "私下说" in screened.text
    assert "王某" not in screened.text


def test_tracked_changes_are_to_be_confirmed():
    body = (
        '<w:p><w:ins w:author="王某"><w:r><w:t>新</w:t></w:r></w:ins>'
        '<w:del w:author="王某"><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>'
    )
    assert findings(docx(body)) == {"tracked-changes": 2}


def run(properties, text="藏起来的"):
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (run("<w:vanish/>"), 1),
        (run('<w:vanish w:val="true"/>'), 1),
        (run("<w:vanish/>") * 3, 3),
        (run('<w:vanish w:val="0"/>'), 0),
        (run("<w:webHidden/>"), 0),
        (run("<w:vanish/>", text=" "), 0),
        ("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:t>看得见</w:t></w:r></w:p>", 0),
        ("<w:tbl><w:tr><w:trPr><w:hidden/></w:trPr></w:tr></w:tbl>", 1),
    ],
)
def test_hidden_text_is_to_be_confirmed(body, count):
    assert findings(docx(body)) == ({"hidden-text": count} if count else {})


@pytest.mark.parametrize(
    "body",
    [
        run('<w:rStyle w:val="unseen"/>'),
        '<w:p><w:pPr><w:pStyle w:val="unseen"/></w:pPr><w:r><w:t>藏起来的</w:t></w:r></w:p>',
    ],
)
def test_text_that_a_style_hides_is_to_be_confirmed(body):
    style = '<w:style w:styleId="unseen"><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId="seen"/>'
    assert findings(docx(body, **part("styles", root("styles", style)))) == {"hidden-text": 1}
    assert findings(docx(body.replace("unseen", "seen"), **part("styles", root("styles", style)))) == {}


def test_an_ordinary_document_in_strict_form_is_read_too():
    strict = document_xml(paragraph("停水通知")).replace(WORD, "http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert examine(docx(parts={"word/document.xml": strict})).text == "停水通知"
