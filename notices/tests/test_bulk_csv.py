"""A CSV file is read however Chinese spreadsheets write it; what cannot be read says why, and how to go on."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError

from notices.bulk.columns import MOST_COLUMNS
from notices.bulk.csv_lines import lines_of_csv
from notices.bulk.reading import MOST_BYTES, MOST_ROWS, read

from .sheets import ROW, csv_of, upload_of

CELLS = {
    "title": "桃花新村11月30日夜间计划停水",
    "kind": "停水",
    "authority": "青禾市自来水公司",
    "issued_on": "2026-11-25",
    "effective_from": "2026-11-30",
}


def rows_in(content):
    return read(upload_of(content)).rows


def refusal(content):
    with pytest.raises(ValidationError) as refused:
        read(upload_of(content))
    return " ".join(refused.value.messages)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_of_the_trade_is_read(encoding, separator):
    assert rows_in(csv_of(ROW, separator=separator, encoding=encoding)) == [{"line": 2, "cells": CELLS}]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(("line", "separator"), [
    ("sep=,", ","), ("sep=;", ";"), ("sep=\t", "\t"), ("SEP=\\t", "\t"), ("sep=|", "|"), ('"sep=;"', ";"),
    ("sep=;;;;;", ";"),
])  # fmt: skip
def test_the_line_by_which_excel_names_the_separator_is_no_line_of_the_sheet(line, separator, encoding):
    content = f"{line}\r\n".encode() + csv_of(ROW, separator=separator)
    assert rows_in(content.decode().encode(encoding)) == [{"line": 2, "cells": CELLS}]


def test_rare_characters_of_gb18030_survive():
    name = "青禾市𬭎街䶮巷"  # four bytes each, and none of them in GBK
    assert rows_in(csv_of({**ROW, "标题": name}, encoding="gb18030"))[0]["cells"]["title"] == name


def test_what_is_neither_utf_8_nor_gb18030_is_refused_with_a_sentence():
    assert "GB18030" in refusal(csv_of(ROW) + b"\xff\xff\xff")


def test_a_cell_keeps_its_lines_separators_and_quotation_marks():
    text = '第一步，关水；\n第二步，"开"窗。'
    assert rows_in(csv_of({**ROW, "怎么办": text}))[0]["cells"]["what_to_do"] == text


def test_a_cell_that_begins_like_a_formula_is_text():
    assert rows_in(csv_of({**ROW, "标题": "=1+1"}))[0]["cells"]["title"] == "=1+1"


def test_control_characters_and_blanks_around_a_cell_are_taken_out():
    cells = rows_in(csv_of({**ROW, "标题": "\u3000桃花\x00新村\x0b停水 \u2028"}))[0]["cells"]
    assert cells["title"] == "桃花新村停水"


def test_blank_rows_are_left_out_and_lines_keep_the_numbers_of_the_sheet():
    content = csv_of(ROW, dict.fromkeys(ROW, " "), {**ROW, "标题": "两\n行"}, ROW)
    assert [row["line"] for row in rows_in(content)] == [2, 4, 5]


def test_columns_may_stand_in_any_order_and_without_those_that_may_be_empty():
    assert rows_in(csv_of(dict(reversed(ROW.items()))))[0]["cells"] == CELLS


def test_a_head_that_is_not_known_is_named_with_the_one_that_may_be_meant():
    sentence = refusal(csv_of({**ROW, "截至日期": "2026-12-01"}))
    assert "截至日期" in sentence
    assert "截止日期" in sentence


def test_all_that_is_wrong_with_the_heads_is_said_at_once():
    row = {"标题": "停水", "种类": "停水", "范围": "桃花新村"}
    content = csv_of(row).replace("种类".encode(), "标题".encode(), 1)
    sentence = refusal(content)
    for word in ("范围", "两次", "种类、发布单位、成文日期、生效日期"):
        assert word in sentence


def test_a_file_without_any_known_head_is_shown_what_the_heads_are():
    assert "标题、种类、级别" in refusal("停水计划表\n一、停水\n".encode())
    assert "标题、种类、级别" in refusal(b"<html><table><tr><td>1</td></tr></table>")


def test_heads_under_a_headline_and_a_note_are_told_by_their_line():
    assert "列名在第3行" in refusal("停水计划表\n单位：自来水公司\n".encode() + csv_of(ROW))


def test_a_first_line_that_is_empty_is_told():
    assert "第一行" in refusal(b"\r\n" + csv_of(ROW))
    assert "第一行" in refusal(b" \r\n")


def test_heads_without_rows_are_told():
    assert "列名" in refusal(csv_of(dict.fromkeys(ROW, "")))


def test_what_stands_in_a_column_without_a_head_is_kept_to_be_told():
    assert rows_in(csv_of(ROW).rstrip() + ",多出来的".encode())[0]["cells"]["beside"] == "多出来的"
    assert "beside" not in rows_in(csv_of(ROW).rstrip() + b",,")[0]["cells"]


def test_a_quotation_mark_that_is_not_closed_names_the_line():
    content = csv_of(ROW, ROW) + '"没有完'.encode()
    assert "第4行" in refusal(content)


def test_a_cell_longer_than_any_text_is_refused():
    assert "单元格" in refusal(csv_of({**ROW, "正文": "水" * 200_000}))


def test_as_many_rows_as_are_allowed_are_read_and_ten_thousand_are_counted():
    assert len(rows_in(csv_of(*[ROW] * MOST_ROWS))) == MOST_ROWS
    assert "501" in refusal(csv_of(*[ROW] * (MOST_ROWS + 1)))
    assert "10000" in refusal(csv_of(*[ROW] * 10_000))


def test_a_file_of_60_megabytes_is_refused_before_it_is_read():
    upload = SimpleNamespace(size=60 * 1024 * 1024)  # whoever reads it fails
    with pytest.raises(ValidationError, match="60.0"):
        read(upload)


def test_a_file_of_just_the_size_that_is_allowed_is_read():
    blank = csv_of(ROW) + (b" " * 999 + b"\n") * (MOST_BYTES // 1000 + 1)
    assert rows_in(blank[:MOST_BYTES])
    assert "5.0" in refusal(blank[: MOST_BYTES + 1])


def test_a_file_of_blank_lines_or_of_one_endless_line_is_not_read_to_its_end():
    assert lines_of_csv(b"\n" * 100_000 + b"a,b\n", 5) == [(100_001, ["a", "b"])]
    assert lines_of_csv(b"a\n" * 100_000, 5) == [(number, ["a"]) for number in range(1, 6)]
    assert lines_of_csv(b"a," * 100_000, 5) == [(1, ["a"] * MOST_COLUMNS)]
