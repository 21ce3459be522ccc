"""What an XLSX says in all its sheets, and what a reader would overlook."""

import pytest
from openpyxl.comments import Comment

from documents.screening.examining import examine
from documents.screening.ooxml.sheets import as_typed

from .files import changed, relationship, relationships, unzipped, xlsx

SHEET = "xl/worksheets/sheet1.xml"


def findings(change):
    return {finding["code"]: (finding["count"], finding["where"]) for finding in examine(xlsx(change)).findings}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_to_be_confirmed(state):
    def change(book, sheet):
        hidden = book.create_sheet("人员名单")
        hidden.sheet_state, hidden["A1"] = state, "张三"

    assert findings(change) == {"hidden-sheets": (1, ["人员名单"])}
    assert "张三" in examine(xlsx(change)).text


def test_hidden_rows_and_columns_are_to_be_confirmed_with_the_sheet_that_has_them():
    def change(book, sheet):
        sheet.row_dimensions[2].hidden = sheet.row_dimensions[5].hidden = True
        book.create_sheet("费用").column_dimensions.group("B", "D", hidden=True)

    assert findings(change) == {"hidden-rows": (2, ["名单"]), "hidden-columns": (3, ["费用"])}


def test_rows_and_columns_without_height_or_width_are_hidden():
    flat = b'<cols><col min="2" max="3" width="0"/></cols><sheetData><row r="9" ht="0"/>'
    part = unzipped(xlsx())[SHEET].replace(b"<sheetData>", flat)
    met = {finding["code"]: finding["count"] for finding in examine(changed(xlsx(), {SHEET: part})).findings}
    assert met == {"hidden-rows": 1, "hidden-columns": 2}


def test_rows_that_are_hidden_unless_said_otherwise_are_to_be_confirmed():
    part = unzipped(xlsx())[SHEET].replace(b"<sheetFormatPr ", b'<sheetFormatPr zeroHeight="1" ')
    assert examine(changed(xlsx(), {SHEET: part})).findings == [{"code": "hidden-rows", "count": 1, "where": ["名单"]}]


def test_a_comment_is_read_and_to_be_confirmed_and_loses_its_author():
    def change(book, sheet):
        sheet["A1"].comment = Comment("他家的电话别公开", "王某")

    screened = examine(xlsx(change))
    assert screened.findings == [{"code": "cell-comments", "count": 1, "where": ["名单"]}]
    assert "他家的电话别公开" in screened.text
    assert "王某" not in screened.text
    assert not [name for name, part in unzipped(screened.data).items() if "王某".encode() in part]


def test_what_a_pivot_table_remembers_is_read_and_to_be_confirmed():
    cache = "xl/pivotCache/pivotCacheRecords1.xml"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheRecords+xml"
    parts = unzipped(xlsx())
    types = parts["[Content_Types].xml"].replace(
        b"</Types>", f'<Override PartName="/{cache}" ContentType="{kind}"/></Types>'.encode()
    )
    row = relationship("pivotCacheRecords", "../pivotCache/pivotCacheRecords1.xml")
    data = changed(
        xlsx(),
        {
            cache: '<pivotCacheRecords><r><s v="张三"/><n v="1.38001380E10"/></r></pivotCacheRecords>',
            "[Content_Types].xml": types,
            "xl/worksheets/_rels/sheet1.xml.rels": relationships(row),
        },
    )
    screened = examine(data)
    assert screened.findings == [{"code": "pivot-cache", "count": 1, "where": []}]
    assert "张三\n13800138000" in screened.text


@pytest.mark.parametrize("value", [13800138000, 13800138000.0, "13800138000"])
def test_a_number_is_read_as_it_was_typed(value):
    assert examine(xlsx(lambda book, sheet: sheet.cell(1, 2, value))).text.endswith("\n13800138000")


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("1.38001380E10", "13800138000"),
        ("1.38001380e+10", "13800138000"),
        ("13800138000.0", "13800138000"),
        ("0.5", "0.5"),
        ("1E-3", "1E-3"),
        ("1E999999999", "1E999999999"),
        ("NaNE", "NaNE"),
        ("TRUE", "TRUE"),
    ],
)
def test_the_short_form_of_a_number_is_written_out(stored, typed):
    assert as_typed(stored) == typed


def test_cells_are_not_read_as_one():
    text = examine(xlsx(lambda book, sheet: sheet.append(["1380013", "8000"]))).text
    assert text.endswith("1380013\n8000")


def test_headers_names_and_lists_of_choices_are_read():
    def change(book, sheet):
        from openpyxl.worksheet.datavalidation import DataValidation

        sheet.oddHeader.center.text = "页眉上的话"
        choice = DataValidation("list", formula1='"张三,李四"', prompt="选一个人")
        choice.add("B1")
        sheet.add_data_validation(choice)

    text = examine(xlsx(change)).text
    for words in ("页眉上的话", "张三,李四", "选一个人"):
        assert words in text
