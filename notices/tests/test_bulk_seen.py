"""Of a workbook that is read what it shows: nothing hidden, nothing struck through, merged cells as they look."""

from datetime import datetime, time

import pytest
from django.core.exceptions import ValidationError
from openpyxl import Workbook
from openpyxl.styles import Font

from notices.bulk.reading import read

from .sheets import BULK, ROW, book_of, bytes_of, make_city, part_of, upload_of, with_member

STRINGS = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
SHARED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
STRUCK = Font(strike=True)
HEADS = [*ROW]  # A 标题, B 种类, C 发布单位, D 成文日期, E 生效日期


def rows_of(count):
    """`count` rows, of which each has its own headline."""
    return [{**ROW, "标题": f"停水{number}"} for number in range(2, count + 2)]


def strike(sheet, number, columns="ABCDE"):
    for column in columns:
        sheet[f"{column}{number}"].font = STRUCK


def table_of(book):
    return read(upload_of(bytes_of(book), "通知.xlsx"))


def read_in(book):
    """(the numbers of the lines that are read, what is told of the others)"""
    table = table_of(book)
    return [row["line"] for row in table.rows], table.remarks


def refusal(book):
    with pytest.raises(ValidationError) as refused:
        table_of(book)
    return " ".join(refused.value.messages)


def hide(sheet, number):
    sheet.row_dimensions[number].hidden = True


def only_show(sheet, number):
    """As Excel does where a filter lets everything but the row `number` through."""
    sheet.auto_filter.ref = "A1:E9"
    hide(sheet, number)


@pytest.mark.parametrize("hiding", [hide, only_show])
def test_a_hidden_row_is_not_read_and_told(hiding):
    book = book_of(*rows_of(6))
    for number in (3, 5, 6):
        hiding(book.active, number)
    lines, [remark] = read_in(book)
    assert lines == [2, 4, 7]
    assert "隐藏" in remark
    assert "第3、5至6行" in remark


def test_a_row_that_is_struck_through_is_not_read_and_told():
    book = book_of(*rows_of(3))
    strike(book.active, 3)
    lines, [remark] = read_in(book)
    assert lines == [2, 4]
    assert "删除线" in remark
    assert "第3行" in remark


def test_a_row_that_is_struck_through_in_part_is_given_back_with_the_cells():
    book = book_of(*rows_of(3))
    strike(book.active, 3, "AE")
    assert "删除线：A3、E3" in refusal(book)


def test_a_head_that_is_struck_through_is_named():
    book = book_of(ROW)
    strike(book.active, 1)
    assert "A1、B1" in refusal(book)


def in_two_fonts(text, first, mark):
    """A workbook with a row of `text`, of which `first` is in another font than the rest, which has the `mark`.

    The text stands among those that cells share, where Excel has all of them.
    """
    runs = f"<r><t>{first}</t></r><r><rPr><{mark}/></rPr><t>{text.removeprefix(first)}</t></r>"
    strings = f'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si>{runs}</si></sst>'
    content = with_member(bytes_of(book_of({**ROW, "涉及谁": text})), "xl/sharedStrings.xml", strings)
    for part, old, new in (
        ("xl/worksheets/sheet1.xml", f't="inlineStr"><is><t>{text}</t></is>', 't="s"><v>0</v>'),
        ("[Content_Types].xml", "</Types>",
         f'<Override PartName="/xl/sharedStrings.xml" ContentType="{STRINGS}"/></Types>'),
        ("xl/_rels/workbook.xml.rels", "</Relationships>",
         f'<Relationship Id="rId99" Type="{SHARED}" Target="/xl/sharedStrings.xml"/></Relationships>'),
    ):  # fmt: skip
        xml = part_of(content, part)
        assert old in xml
        content = with_member(content, part, xml.replace(old, new))
    return content


def test_text_in_several_fonts_is_read_as_one_and_given_back_where_a_part_is_struck_through():
    read_as_one = read(upload_of(in_two_fonts("A1B2", "A1", "b"), "通知.xlsx"))
    assert read_as_one.rows[0]["cells"]["who"] == "A1B2"
    with pytest.raises(ValidationError, match="F2"):
        read(upload_of(in_two_fonts("A1B2", "A1", "strike"), "通知.xlsx"))


def test_a_hidden_column_is_not_read_and_named_by_its_head():
    book = book_of({**ROW, "序号": "1", "文号": "青水〔2026〕15号"})
    for column in "FG":
        book.active.column_dimensions[column].hidden = True
    table = table_of(book)
    assert "document_number" not in table.rows[0]["cells"]
    [remark] = table.remarks
    assert "“序号”、“文号”" in remark


def test_a_refusal_says_what_was_hidden():
    book = book_of(ROW)
    book.active.column_dimensions["B"].hidden = True
    assert "种类" in refusal(book)
    assert "隐藏" in refusal(book)
    book = book_of(ROW)
    hide(book.active, 2)
    assert "第2行" in refusal(book)


def test_what_is_merged_over_rows_holds_for_each_of_them_that_is_there():
    book = book_of(*rows_of(4))
    book.active.merge_cells("C2:C9")
    book.active.merge_cells("E3:E4")
    table = table_of(book)
    assert [row["cells"]["authority"] for row in table.rows] == [ROW["发布单位"]] * 4
    assert [row["cells"]["effective_from"] for row in table.rows] == [ROW["生效日期"]] * 4
    [remark] = table.remarks
    assert "合并" in remark
    assert "C2:C9、E3:E4" in remark


def test_what_is_merged_and_not_filled_stays_empty():
    book = book_of(*rows_of(2))
    book.active.merge_cells("F2:F3")
    assert read_in(book) == ([2, 3], [])


def test_a_merged_cell_holds_for_rows_below_one_that_is_not_read():
    book = book_of(*rows_of(3))
    book.active.merge_cells("C2:C4")
    hide(book.active, 2)
    table = table_of(book)
    assert [row["cells"]["authority"] for row in table.rows] == [ROW["发布单位"]] * 2


def test_a_merged_cell_that_is_struck_through_is_given_back():
    book = book_of(*rows_of(3))
    strike(book.active, 2)
    book.active.merge_cells("C2:C4")
    assert "C2" in refusal(book)


def test_what_is_merged_over_columns_is_given_back_by_name():
    book = book_of(*rows_of(2))
    book.active.merge_cells("D3:E3")
    assert "横跨几列的合并单元格" in refusal(book)
    assert "D3:E3" in refusal(book)


def test_a_merged_headline_above_the_heads_is_named():
    book = Workbook()
    for line in (["停水计划表"], HEADS, list(ROW.values())):
        book.active.append(line)
    book.active.merge_cells("A1:E1")
    assert "第一行有合并的单元格：A1:E1" in refusal(book)


def test_a_head_merged_with_the_cell_under_it_is_a_head():
    book = book_of(dict.fromkeys(ROW, ""), ROW)
    book.active.merge_cells("A1:A2")
    assert read_in(book) == ([3], [])


def test_nothing_of_a_row_that_is_not_read_is_a_mistake():
    book = book_of(*rows_of(3))
    book.active["F3"] = "=1+2"
    hide(book.active, 3)
    book.active.merge_cells("C4:D4")
    strike(book.active, 4)
    assert read_in(book)[0] == [2]


@pytest.mark.parametrize(("value", "form", "shown"), [
    (0.5, "0%", "50%"),
    (0.125, "0.0%", "12.5%"),
    (123, "0000", "0123"),
    (0.1 + 0.2, "General", "0.3"),
    (True, "General", "TRUE"),
    (datetime(2026, 12, 1, 8, 30), "yyyy/m/d", "2026-12-01"),
    (datetime(2026, 12, 1, 8, 30), '[$-804]yyyy"年"m"月"d"日"', "2026-12-01"),
    (datetime(2026, 12, 1, 8, 30), "h:mm", "08:30:00"),
    (datetime(2026, 12, 1, 8, 30), '[$-804]上午/下午h"时"mm"分"', "08:30:00"),
    (datetime(2026, 12, 1, 8, 30), "yyyy/m/d h:mm", "2026-12-01 08:30"),
    (time(8, 30), "h:mm", "08:30:00"),
    ("2026年12月1日", "@", "2026年12月1日"),
])  # fmt: skip
def test_a_value_is_read_as_its_format_shows_it(value, form, shown):
    book = book_of({**ROW, "文号": value})
    book.active["F2"].number_format = form
    assert table_of(book).rows[0]["cells"]["document_number"] == shown


@pytest.mark.django_db
def test_the_preview_says_what_was_not_read_as_often_as_it_is_opened(as_person, reporter):
    make_city()
    book = book_of(*rows_of(2))
    strike(book.active, 3)
    clerk = as_person(reporter)
    response = clerk.post(BULK, {"file": upload_of(bytes_of(book), "通知.xlsx")})
    for _time in range(2):
        assert "当作作废，没有读取：第3行" in clerk.get(response["Location"]).text
