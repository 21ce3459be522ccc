"""An XLSX workbook is let in as any document is, and read as a clerk sees it."""

import re
from datetime import date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from notices.bulk.reading import read

from .sheets import ROW, book_of, bytes_of, part_of, upload_of, with_member

SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def table_in(content):
    return read(upload_of(content, "通知.xlsx"))


def cells_in(**row):
    return table_in(bytes_of(book_of({**ROW, **row}))).rows[0]["cells"]


def refusal(content):
    with pytest.raises(ValidationError) as refused:
        table_in(content)
    return " ".join(refused.value.messages)


def test_days_times_and_numbers_of_excel_are_read_as_the_sheet_shows_them():
    cells = cells_in(
        生效日期=date(2026, 11, 30), 生效时刻=time(22, 30), 截止日期=datetime(2026, 12, 1), 截止时刻=timedelta(days=1),
        热线=5550130, 正文=5550130.0,
    )  # fmt: skip
    assert cells["effective_from"] == "2026-11-30"
    assert cells["effective_from_time"] == "22:30:00"
    assert cells["effective_until"] == "2026-12-01"
    assert cells["effective_until_time"] == "24:00:00"
    assert cells["hotline"] == cells["body"] == "5550130"


def test_blank_rows_are_left_out_and_lines_keep_their_numbers():
    book = book_of(ROW)
    book.active.append([None])
    book.active.append(list(ROW.values()))
    assert [row["line"] for row in table_in(bytes_of(book)).rows] == [2, 4]


def test_bytes_before_the_head_do_not_matter():
    content = bytes_of(book_of(ROW))
    assert table_in(b"\xef\xbb\xbf\r\n" + content) == table_in(content)


def test_what_the_file_says_of_its_own_extent_is_not_believed():
    content = bytes_of(book_of(ROW, ROW))
    part = "xl/worksheets/sheet1.xml"
    lying = part_of(content, part).replace('<dimension ref="A1:E3"', '<dimension ref="A1:B2"')
    assert "A1:B2" in lying
    rows = table_in(with_member(content, part, lying)).rows
    assert [len(row["cells"]) for row in rows] == [5, 5]


def test_text_that_begins_like_a_formula_is_text_and_a_formula_without_a_result_is_named():
    book = book_of({**ROW, "标题": "=1+1", "文号": "=1+2"})
    book.active["A2"].data_type = "s"
    assert "F2" in refusal(bytes_of(book))
    book.active["F2"].value = None
    assert table_in(bytes_of(book)).rows[0]["cells"]["title"] == "=1+1"


def test_a_formula_gives_its_result_and_one_that_gives_nothing_is_an_empty_cell():
    content = bytes_of(book_of({**ROW, "涉及谁": "=A1", "文号": "=B1"}))
    part = "xl/worksheets/sheet1.xml"
    worked_out = part_of(content, part)
    for formula, result in (("A1", "全体住户"), ("B1", "")):
        empty = rf"<c([^>]*)><f>{formula}</f><v( ?/>|></v>)"
        worked_out, found = re.subn(empty, rf'<c\1 t="str"><f>{formula}</f><v>{result}</v>', worked_out)
        assert found == 1
    cells = table_in(with_member(content, part, worked_out)).rows[0]["cells"]
    assert cells["who"] == "全体住户"
    assert "document_number" not in cells


def test_an_error_of_excel_in_a_cell_is_named():
    book = book_of({**ROW, "文号": "#REF!"})
    book.active["F2"].data_type = "e"
    assert "F2" in refusal(bytes_of(book))


def test_only_the_first_visible_sheet_is_read_and_what_was_not_is_told():
    book = book_of(ROW)
    hidden = book.create_sheet("底稿", 0)
    hidden["A1"], hidden.sheet_state = "内部", "hidden"
    book.create_sheet("空表")
    book.create_sheet("十二月")["B2"] = "停电"
    table = table_in(bytes_of(book))
    assert len(table.rows) == 1
    [remark] = table.remarks
    assert "底稿" in remark
    assert "十二月" in remark
    assert "空表" not in remark


def test_a_workbook_of_one_sheet_is_read_without_a_remark():
    assert table_in(bytes_of(book_of(ROW))).remarks == []


def test_ten_thousand_rows_are_counted():
    assert "10000" in refusal(bytes_of(book_of(*[{**ROW, "标题": "停水"}] * 10_000)))


@pytest.mark.parametrize("line", [65_536, pytest.param(1_048_576, marks=pytest.mark.soak)])  # the last of XLS, of XLSX
def test_a_row_far_below_costs_nothing_and_keeps_its_number(line):
    book = book_of(ROW)
    for column, text in enumerate(ROW.values(), start=1):
        book.active.cell(line, column, text)
    assert [row["line"] for row in table_in(bytes_of(book)).rows] == [2, line]


def test_a_macro_is_refused():
    content = bytes_of(book_of(ROW))
    assert refusal(with_member(content, "xl/vbaProject.bin", b"\xd0\xcf\x11\xe0"))
    types = part_of(content, "[Content_Types].xml")
    with_macros = types.replace(SHEET_TYPE, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    assert types != with_macros
    assert "宏" in refusal(with_member(content, "[Content_Types].xml", with_macros))


def test_a_bomb_is_refused():
    content = with_member(bytes_of(book_of(ROW)), "xl/media/image1.png", b"\0" * 150_000_000)
    assert len(content) < 5_000_000
    assert refusal(content)


def test_a_file_with_a_password_or_of_the_old_format_is_refused():
    assert "密码" in refusal(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)


@pytest.mark.parametrize("content", [b"%PDF-1.7\n", b"PK\x03\x04rest", b"PK\x03\x04"])
def test_what_is_no_workbook_is_refused_with_a_sentence(content):
    assert refusal(content)


def test_a_document_for_word_is_no_spreadsheet():
    content = bytes_of(book_of(ROW))
    types = part_of(content, "[Content_Types].xml")
    assert refusal(with_member(content, "[Content_Types].xml", types.replace(SHEET_TYPE, "text/xml")))


def test_a_damaged_workbook_is_refused_and_never_breaks_the_page():
    content = bytes_of(book_of(ROW))
    for end in range(0, len(content), len(content) // 6):
        assert refusal(content[:end] or b"PK\x03\x04")
