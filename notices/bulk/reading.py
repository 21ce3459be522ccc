"""Reads an uploaded spreadsheet row by row, as it was typed. Only the heads are understood here."""

from dataclasses import dataclass
from difflib import get_close_matches
from itertools import zip_longest

from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from documents.screening.heads import head_of
from text.control_characters import CONTROL_CHARACTERS
from text.invisible import visible, without_stray

from .columns import COLUMNS
from .csv_lines import lines_of_csv
from .typed import plain

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 500
LOOKED_AT = 10  # lines in which the heads may stand
COUNTED = 20_000  # rows: nobody needs to know how many more there are
BESIDE = "beside"  # the key of a row's text in columns without a head


@dataclass(frozen=True)
class Table:
    """What was read from a sheet.

    `rows` are {"line": the number of the line in the file, "cells": {field: text}} each. `remarks` are sentences
    about the file.
    """

    rows: list
    remarks: list


def read(upload, columns=COLUMNS, most=MOST_ROWS):
    """Return the Table in `upload`, a file that was sent, which has the SheetColumns `columns` and `most` rows at most.

    Raises ValidationError with all that is wrong with the file as a whole: its size, format, characters, heads or
    the number of its rows. A file that is too big is refused before it is read.
    """
    if upload.size > MOST_BYTES:
        raise ValidationError(
            _("The file has %(size)s; %(limit)s are the most. Divide the sheet, or take pictures out of it.")
            % {"size": filesizeformat(upload.size), "limit": filesizeformat(MOST_BYTES)}
        )
    by_head = {column.head: column for column in columns}
    lines, remarks = _lines(upload.read(), by_head)
    try:
        return Table(_rows(lines, by_head, most), remarks)
    except ValidationError as refused:  # perhaps it is because of what was not read
        raise ValidationError([*refused.messages, *remarks]) from None


def _rows(lines, by_head, most):
    lines = [(number, texts) for number, row in lines if any(texts := [_clean(text) for text in row])]
    if not lines or lines[0][0] != 1:
        raise ValidationError(_("The first line is empty. The heads of the columns have to stand there."))
    if below := _heads_below(lines, by_head):
        raise ValidationError(
            _("The heads stand in line %d. Delete the lines above, so that they stand in the first one.") % below
        )
    columns, rows = _columns(lines[0][1], by_head), lines[1:]
    if len(rows) > most:
        found = _("more than %d") % COUNTED if len(rows) >= COUNTED else len(rows)
        raise ValidationError(
            _("There are %(found)s rows; %(most)d are the most at a time. Divide the sheet.")
            % {"found": found, "most": most}
        )
    if not rows:
        raise ValidationError(_("There are heads, but no rows under them."))
    return [{"line": number, "cells": _cells(columns, texts)} for number, texts in rows]


def _heads_below(lines, by_head):
    """Return the number of the line that holds the heads under a headline or a note; None where the first one does."""
    known = [(number, sum(plain(text) in by_head for text in texts)) for number, texts in lines[:LOOKED_AT]]
    return next((number for number, heads in known if heads > 1), None) if known[0][1] == 0 else None


def _lines(data, by_head):
    head = head_of(data)
    if head == "zip":
        from .workbook import lines_of_workbook  # openpyxl is a tenth of all that a server would load at its start

        return lines_of_workbook(data, COUNTED + 1)
    if head == "ole":
        raise ValidationError(
            _("The file has a password or is an old .xls. Save it as XLSX without a password, or as CSV UTF-8.")
        )
    if head == "pdf":
        raise ValidationError(_("This is no spreadsheet. Choose an XLSX or a CSV file."))
    return lines_of_csv(data, COUNTED + 1, by_head), []


def _clean(text):
    text = without_stray(CONTROL_CHARACTERS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))).strip()
    return text if visible(text).strip() else ""


def _columns(heads, by_head):
    """Return the SheetColumn of each of `heads`, None for an empty one. Raises all that is wrong with them at once."""
    heads = [plain(head) for head in heads]
    if not any(head in by_head for head in heads):
        raise ValidationError(
            _("None of the heads is known. The first line has to hold them, as in the template: %s.")
            % "、".join(by_head)
        )
    faults = [_unknown(head, by_head) for head in heads if head and head not in by_head]
    faults += [_("The head “%s” is there twice.") % head for head in by_head if heads.count(head) > 1]
    if lacking := [column.head for column in by_head.values() if column.is_needed and column.head not in heads]:
        faults.append(_("These columns are missing: %s.") % "、".join(lacking))
    if faults:
        raise ValidationError(faults)
    return [by_head.get(head) for head in heads]


def _unknown(head, by_head):
    if near := get_close_matches(head, by_head, n=1, cutoff=0.4):
        return _("There is no column “%(head)s”. Is “%(near)s” meant? Correct the head or take the column out.") % {
            "head": head,
            "near": near[0],
        }
    return _("There is no column “%s”. Correct the head or take the column out.") % head


def _cells(columns, texts):
    cells, beside = {}, []
    for column, text in zip_longest(columns, texts):
        if text and column:
            cells[column.field] = text
        elif text:
            beside.append(text)
    return {**cells, BESIDE: " ".join(beside)} if beside else cells
